package costperchange.webhook;

import costperchange.calculator.allocation.Assignments;
import costperchange.store.Catalogs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// The catalogs that hold now, kept for a minute so that a delivery costs no reading of them. What is assigned
/// by one that is no longer the latest is assigned again when it is joined.
public final class CurrentCatalog {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Catalogs catalogs;
    private final Clock clock;
    private Assignments assignments = Assignments.NONE;
    private Instant read = Instant.MIN;

    public CurrentCatalog(Catalogs catalogs, Clock clock) {
        this.catalogs = catalogs;
        this.clock = clock;
    }

    /// @throws software.amazon.awssdk.core.exception.SdkException if the store does not answer
    synchronized Assignments get() {
        Instant now = clock.instant();
        if (!now.isBefore(read.plus(KEPT))) {
            assignments = catalogs.assignments();
            read = now;
        }
        return assignments;
    }
}
