package costperchange.calculator.allocation;

import java.util.Comparator;

/// Who takes a charge.
public sealed interface Owner extends Comparable<Owner> {

    /// The name of the application or pool, or the reason.
    String name();

    /// An application takes the charge itself.
    record Application(String name) implements Owner {}

    /// A pool takes the charge and passes it on to applications.
    record Pool(String name) implements Owner {}

    /// Nobody takes the charge.
    ///
    /// @param name the reason
    record Unallocated(String name) implements Owner {}

    @Override
    default int compareTo(Owner other) {
        return Comparator.comparing((Owner owner) -> owner.getClass().getSimpleName())
                .thenComparing(Owner::name)
                .compare(this, other);
    }
}
