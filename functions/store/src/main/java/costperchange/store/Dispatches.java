package costperchange.store;

import costperchange.store.Keys.Key;
import costperchange.store.Table.Condition;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Who was told of what, so that nobody is told twice.
///
/// Telling is begun before anything is sent and confirmed after it arrived. What was begun and not confirmed
/// may have arrived or not: it is not begun again until a person says so ([#again]), who can look.
///
/// @param table where that is kept
public record Dispatches(Table table) {

    private static final String PURPOSE = "told";
    private static final String TOLD = "told";
    private static final Map<String, AttributeValue> OPEN = Map.of(":open", AttributeValue.fromS(State.OPEN.name()));

    /// How far telling has come.
    public enum State {
        /// Not told: it was given up before it could arrive.
        FREE,
        /// Begun, by this worker or another: it may have arrived or not.
        OPEN,
        /// Told, and not to be told again.
        TOLD
    }

    /// Begins to tell someone of something. Of two workers at once, one does.
    ///
    /// @return `FREE` if it was, and is now open to be told by the caller; else how far it is
    public State begin(String what, String whom) {
        Item open = item(what, whom, State.OPEN);
        Condition free = new Condition(
                "attribute_not_exists(pk) or " + TOLD + " = :free",
                Map.of(":free", AttributeValue.fromS(State.FREE.name())));
        while (!table.putIf(open, free)) {
            Optional<State> state = table.get(open.key()).map(item -> State.valueOf(item.text(TOLD)));
            if (state.isPresent() && state.get() != State.FREE) {
                return state.get();
            }
        }
        return State.FREE;
    }

    /// It arrived.
    public void confirm(String what, String whom) {
        table.putIf(item(what, whom, State.TOLD), new Condition(TOLD + " = :open", OPEN));
    }

    /// It did not arrive, for certain: it may be begun again.
    public void giveUp(String what, String whom) {
        again(what, whom);
    }

    /// What was begun and not confirmed may be begun again, as a person says who looked.
    ///
    /// @return whether there was something
    public boolean again(String what, String whom) {
        return table.putIf(item(what, whom, State.FREE), new Condition(TOLD + " = :open", OPEN));
    }

    private static Item item(String what, String whom, State state) {
        Key key = Keys.mark(PURPOSE, what + " " + whom);
        return Item.of(key).with(TOLD, state.name());
    }
}
