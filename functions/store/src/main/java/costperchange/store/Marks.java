package costperchange.store;

import costperchange.store.Table.Condition;

/// Marks that something was done, for what must not be done twice and leaves no other trace in the table.
///
/// @param table where they are kept
public record Marks(Table table) {

    /// Whether something was marked. Strongly consistent.
    public boolean isDone(String purpose, String done) {
        return table.get(Keys.mark(purpose, done)).isPresent();
    }

    /// Marks that something is done now.
    ///
    /// @return whether it was not marked before
    public boolean claim(String purpose, String done) {
        return table.putIf(Item.of(Keys.mark(purpose, done)), Condition.ABSENT);
    }
}
