package costperchange.webhook;

import costperchange.calculator.allocation.Catalog;
import costperchange.store.Catalogs;
import costperchange.store.Catalogs.Uploaded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// The catalog that holds now, kept for a minute so that a delivery costs no reading of it.
public final class CurrentCatalog {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Catalogs catalogs;
    private final Clock clock;
    private Catalog catalog = Catalog.NONE;
    private Instant read = Instant.MIN;

    public CurrentCatalog(Catalogs catalogs, Clock clock) {
        this.catalogs = catalogs;
        this.clock = clock;
    }

    /// @throws software.amazon.awssdk.core.exception.SdkException if the store does not answer
    synchronized Catalog get() {
        Instant now = clock.instant();
        if (!now.isBefore(read.plus(KEPT))) {
            catalog = catalogs.latest().map(Uploaded::catalog).orElse(Catalog.NONE);
            read = now;
        }
        return catalog;
    }
}
