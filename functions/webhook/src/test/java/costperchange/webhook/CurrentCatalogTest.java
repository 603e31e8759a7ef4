package costperchange.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.money.Rates;
import costperchange.store.Catalogs;
import costperchange.store.LocalTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CurrentCatalogTest {

    @Test
    void a_new_catalog_holds_within_a_minute() {
        try (LocalTable local = new LocalTable()) {
            MovableClock clock = new MovableClock();
            Catalogs catalogs = new Catalogs(local.table());
            CurrentCatalog current = new CurrentCatalog(catalogs, clock);
            assertThat(catalog(current)).isEqualTo(Catalog.NONE);

            Catalog uploaded = live();
            catalogs.upload("production: [live]", uploaded, null, clock);
            assertThat(catalog(current)).isEqualTo(Catalog.NONE);

            clock.move(Duration.ofMinutes(1));
            assertThat(catalog(current)).isEqualTo(uploaded);
        }
    }

    private static Catalog catalog(CurrentCatalog current) {
        return current.get().at(Instant.EPOCH).catalog();
    }

    private static Catalog live() {
        return new Catalog(
                Set.of("live"),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Catalog.Deliveries.DEFAULT,
                Rates.NONE,
                Map.of());
    }
}
