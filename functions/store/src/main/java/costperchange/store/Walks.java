package costperchange.store;

import costperchange.store.Table.Condition;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// How far walks over the APIs of repositories' hosts came, one small item for each repository and kind of
/// object.
///
/// @param table where they are kept
public record Walks(Table table) {

    private static final String SINCE = "since";
    private static final String BEGUN = "begun";
    private static final String NEXT = "next";
    private static final Condition ANY = new Condition("attribute_exists(pk) or attribute_not_exists(pk)", Map.of());

    /// Where a walk goes on.
    ///
    /// @param since how far back it goes
    /// @param begun when it began, with the newest
    /// @param next address of the page that comes next
    public record Place(Instant since, Instant begun, String next) {}

    /// Where the last walk was stopped; empty if it came to its end, or there was none. Strongly
    /// consistent.
    public Optional<Place> unfinished(String repository, String kind) {
        return table.get(Keys.walk(repository, kind))
                .filter(item -> item.optionalText(NEXT) != null)
                .map(item -> new Place(
                        Objects.requireNonNull(item.optionalTime(SINCE)),
                        Objects.requireNonNull(item.optionalTime(BEGUN)),
                        item.text(NEXT)));
    }

    /// Keeps where a walk goes on.
    public void keep(String repository, String kind, Place place) {
        table.putIf(
                Item.of(Keys.walk(repository, kind))
                        .with(SINCE, place.since())
                        .with(BEGUN, place.begun())
                        .with(NEXT, place.next()),
                ANY);
    }

    /// Keeps that a walk came to its end.
    public void finished(String repository, String kind) {
        table.putIf(Item.of(Keys.walk(repository, kind)), ANY);
    }
}
