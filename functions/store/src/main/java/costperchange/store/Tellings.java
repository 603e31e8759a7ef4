package costperchange.store;

import costperchange.store.Keys.Key;
import costperchange.store.Table.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What was told to others, for what is to reach them once. Who tells something claims it for a while, tells
/// it, and then says that it is told. A crash between leaves the claim; once that has run out, it is told
/// again under the same name, by which the receiver, or a look at what it has, finds out that it was told
/// before.
///
/// @param table where they are kept
public record Tellings(Table table) {

    private static final String UNTIL = "claimedUntil";
    private static final String TOLD = "told";

    /// That someone is telling something now.
    ///
    /// @param until when others may try, in milliseconds since 1970
    public record Claim(String message, String to, long until) {
        private Key key() {
            return Keys.word(message, to);
        }
    }

    /// Whether something was told. Strongly consistent.
    public boolean isTold(String message, String to) {
        return table.get(Keys.word(message, to))
                .map(item -> item.attributes().containsKey(TOLD))
                .orElse(false);
    }

    /// Claims what was not told and no one else is telling.
    ///
    /// @param lease longer than it can take
    /// @return empty if it was told, or is being told
    public Optional<Claim> claim(String message, String to, Instant now, Duration lease) {
        Claim claim = new Claim(message, to, now.plus(lease).toEpochMilli());
        Condition free = new Condition(
                "attribute_not_exists(pk) or (attribute_not_exists(told) and claimedUntil < :now)",
                Map.of(":now", number(now.toEpochMilli())));
        boolean claimed = table.putIf(Item.of(claim.key()).with(UNTIL, claim.until), free);
        return claimed ? Optional.of(claim) : Optional.empty();
    }

    /// Says that what was claimed is told.
    public void told(Claim claim, Instant at) {
        table.write(List.of(table.put(Item.of(claim.key()).with(TOLD, at))));
    }

    /// Gives back what could not be told, so that it is tried again.
    public void release(Claim claim) {
        table.write(List.of(table.delete(claim.key(), Condition.unchanged(UNTIL, number(claim.until)))));
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
