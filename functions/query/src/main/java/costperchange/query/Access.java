package costperchange.query;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.report.Scope;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// What a caller may read.
sealed interface Access {

    /// Everything.
    record Everything() implements Access {}

    /// What belongs to some teams.
    ///
    /// @param names at least one
    /// @param catalog which applications those are; asked only if it matters
    record OfTeams(Set<String> names, Supplier<Catalog> catalog) implements Access {
        public OfTeams {
            names = new TreeSet<>(names);
        }
    }

    /// The scope that is meant where none is named.
    default Scope usual() {
        return switch (this) {
            case Everything() -> new Scope.Organisation();
            case OfTeams(Set<String> names, Supplier<Catalog> _) ->
                new Scope.Team(names.iterator().next());
        };
    }

    /// Why a scope may not be read; empty if it may.
    default Optional<String> refuses(Scope scope) {
        return switch (this) {
            case Everything() -> Optional.empty();
            case OfTeams(Set<String> names, Supplier<Catalog> catalog) ->
                isOf(names, scope, catalog)
                        ? Optional.empty()
                        : Optional.of("this token reads " + String.join(", ", names) + " only, not " + scope.label());
        };
    }

    private static boolean isOf(Set<String> teams, Scope scope, Supplier<Catalog> catalog) {
        return switch (scope) {
            case Scope.Organisation(), Scope.Tribe(String _) -> false;
            case Scope.Team(String name) -> teams.contains(name);
            case Scope.Application(String name) ->
                catalog.get()
                        .application(name)
                        .map(Catalog.Application::team)
                        .filter(teams::contains)
                        .isPresent();
        };
    }
}
