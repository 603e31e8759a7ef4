package costperchange.webhook.api;

import costperchange.store.Walks;
import costperchange.store.Walks.Place;
import costperchange.store.host.Access;
import costperchange.store.host.Api;
import costperchange.store.host.ApiException;
import costperchange.store.host.Patience;
import costperchange.store.host.Repository;
import costperchange.store.host.Stop;
import costperchange.webhook.source.Fact;
import costperchange.webhook.source.Result;
import costperchange.webhook.source.Result.Malformed;
import costperchange.webhook.source.Result.NotRelevant;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Asks an API for what it lists of a repository, and has it recorded.
///
/// A walk that was stopped goes on where it was, to where it was to go; then it asks for what is newer than
/// its beginning, less a day for what changed meanwhile.
public final class Walk {

    private static final System.Logger LOG = System.getLogger(Walk.class.getName());
    private static final Duration OVERLAP = Duration.ofDays(1);

    private final Repository repository;
    private final Access access;
    private final Api api;
    private final Known known;
    private final Walks walks;
    private final Patience patience;
    private final Recording recording;
    private final Counted counted = new Counted();

    /// Where facts are recorded.
    @FunctionalInterface
    public interface Recording {
        Counts record(List<Fact> facts);
    }

    /// How many deployments and revisions were told of.
    ///
    /// @param fresh of which something was new
    /// @param known of which all was known
    public record Counts(int fresh, int known) {}

    /// What came of a walk.
    ///
    /// @param fresh deployments and revisions of which something was new, on each page that told of them
    /// @param known those of which all was known
    /// @param passedOver how many objects could not be read
    /// @param problems of the first of those, each with its address, its field and what is wrong
    /// @param stops why kinds of objects were not walked to their end; none if all were
    public record Report(
            String repository, int fresh, int known, int passedOver, List<String> problems, List<Stop> stops) {}

    public Walk(
            Repository repository,
            Access access,
            HttpClient client,
            Patience patience,
            Known known,
            Walks walks,
            Recording recording) {
        this.repository = repository;
        this.access = access;
        this.patience = patience;
        this.api = new Api(client, access, patience);
        this.known = known;
        this.walks = walks;
        this.recording = recording;
    }

    /// Walks back to a time.
    public Report back(Instant since) {
        List<Stop> stops = new ArrayList<>();
        try {
            Listing listing = listing();
            for (String kind : listing.kinds()) {
                walk(listing, kind, since).ifPresent(stops::add);
            }
        } catch (ApiException e) {
            stops.add(e.stop());
        }
        return counted.report(repository.name(), stops);
    }

    private Listing listing() throws ApiException {
        return switch (repository.vendor()) {
            case GITHUB -> GitHubListing.of(api, known, repository);
            case GITLAB -> GitLabListing.of(api, known, repository);
        };
    }

    private Optional<Stop> walk(Listing listing, String kind, Instant since) {
        try {
            Instant now = patience.clock().instant();
            Place left = walks.unfinished(repository.name(), kind)
                    .filter(place -> !place.since().isAfter(since) && access.holds(URI.create(place.next())))
                    .orElse(null);
            Instant newest = since;
            if (left != null) {
                pages(listing, kind, left);
                newest = left.begun().minus(OVERLAP);
            }
            URI first = access.at(listing.first(kind, newest));
            pages(listing, kind, new Place(newest, now, first.toString()));
            return Optional.empty();
        } catch (ApiException e) {
            return Optional.of(e.stop());
        }
    }

    private void pages(Listing listing, String kind, Place from) throws ApiException {
        URI next = URI.create(from.next());
        while (next != null) {
            Api.Page page = api.get(next);
            boolean last = page(listing, kind, next, page.body(), from.since());
            next = last ? null : page.next();
            if (next == null) {
                walks.finished(repository.name(), kind);
            } else {
                walks.keep(repository.name(), kind, new Place(from.since(), from.begun(), next.toString()));
            }
        }
    }

    /// @return whether the page reaches back to the time
    private boolean page(Listing listing, String kind, URI address, JsonNode body, Instant since) throws ApiException {
        JsonNode objects = listing.objects(kind, body);
        if (objects == null || !objects.isArray()) {
            throw ApiException.failed(address, "answered no list of " + kind);
        }
        List<Fact> facts = new ArrayList<>();
        boolean reached = false;
        try {
            for (JsonNode object : objects) {
                Instant at = Node.time(object, listing.orderedBy(kind));
                if (at == null) {
                    counted.unreadable(place(address, object), listing.orderedBy(kind), "is not a time");
                } else if (at.isBefore(since)) {
                    reached = true;
                } else {
                    read(listing, kind, address, object, since, facts);
                }
            }
        } finally {
            // What was read before an error is recorded too; the page is asked for again.
            record(facts);
        }
        return reached;
    }

    private void read(Listing listing, String kind, URI address, JsonNode object, Instant since, List<Fact> facts)
            throws ApiException {
        for (Result result : listing.read(kind, object, since, patience.clock().instant())) {
            switch (result) {
                case Result.Told(var told) -> facts.addAll(told);
                case Malformed(String field, String message) ->
                    counted.unreadable(place(address, object), field, message);
                case NotRelevant notRelevant -> counted.known += notRelevant.equals(Listing.KNOWN) ? 1 : 0;
                case Result.BadSignature(String why) -> throw new IllegalStateException("nothing is signed: " + why);
            }
        }
    }

    private static String place(URI address, JsonNode object) {
        String id = Node.text(object, "id");
        return address + (id == null ? "" : " (" + id + ")");
    }

    private void record(List<Fact> facts) {
        List<Fact> unknown = new ArrayList<>();
        Set<String> ended = new TreeSet<>();
        for (Fact fact : facts) {
            if (known.has(fact)) {
                ended.add(fact.id());
            } else {
                unknown.add(fact);
            }
        }
        if (!unknown.isEmpty()) {
            Counts counts = recording.record(unknown);
            counted.fresh += counts.fresh();
            counted.known += counts.known();
            unknown.forEach(fact -> ended.remove(fact.id()));
        }
        counted.known += ended.size();
    }

    private static final class Counted {
        private static final int MOST = 100;

        private int fresh;
        private int known;
        private int passedOver;
        private final List<String> problems = new ArrayList<>();

        void unreadable(String place, String field, String message) {
            passedOver++;
            String problem = place + ": " + field + " " + message;
            LOG.log(System.Logger.Level.WARNING, "passed over: {0}", problem);
            if (problems.size() < MOST) {
                problems.add(problem);
            }
        }

        Report report(String repository, List<Stop> stops) {
            return new Report(repository, fresh, known, passedOver, List.copyOf(problems), List.copyOf(stops));
        }
    }
}
