package costperchange.join;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.money.Cost;
import costperchange.store.ApplicationMonths;
import costperchange.store.Given;
import costperchange.store.LocalTable;
import costperchange.store.Table;
import costperchange.store.WatchedClient;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;

class JoinFunctionTest {

    private static final String SAMPLE = "2026-01-15T10:00:00";

    private final LocalTable local = new LocalTable();
    private final Given given = new Given(local.table());

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void a_deployment_makes_the_month() {
        given.deployed("checkout", "checkout-1042", null, SAMPLE + "Z", SAMPLE + "Z");

        assertThat(join(local.table(), Events.stream("deployment"))).isEmpty();

        Totals month = month("checkout", "2026-01");
        assertThat(month.changesNotMeasured()).isEqualTo(1);
        assertThat(month.withoutRevision()).isEqualTo(1);
        assertThat(month.freshness()).isNull();
    }

    @Test
    void an_application_bill_makes_the_month() {
        given.billed("2026-01", "2026-03-01T06:00:00Z", List.of(Given.usage("checkout", "2026-01-15", "12.50")));

        assertThat(join(local.table(), Events.stream("application-bill"))).isEmpty();

        Totals month = month("checkout", "2026-01");
        assertThat(month.amounts())
                .singleElement()
                .satisfies(amounts -> assertThat(amounts.notMeasured()).isEqualTo(Cost.of("12.50", "12.50")));
        assertThat(month.changes() + month.changesNotMeasured()).isZero();
    }

    @Test
    void an_incident_changes_no_month() {
        given.billed("2026-01", "2026-03-01T06:00:00Z", List.of(Given.usage("checkout", "2026-01-15", "12.50")))
                .deployed("checkout", "c1", SAMPLE + "Z");
        join(local.table(), Events.stream("application-bill"));
        Map<?, ?> before = items();

        assertThat(join(local.table(), Events.stream("incident"))).isEmpty();

        assertThat(items()).isEqualTo(before);
    }

    @Test
    void told_again_it_writes_nothing() {
        given.deployed("checkout", "c1", SAMPLE + "Z");
        join(local.table(), Events.stream("deployment"));
        Map<?, ?> before = items();

        join(local.table(), Events.stream("deployment"));

        assertThat(items()).as("with the counter of writes").isEqualTo(before);
    }

    @Test
    void an_application_that_fails_is_reported_with_its_first_record_and_the_others_are_done() {
        List.of("billing", "checkout", "search").forEach(name -> given.deployed(name, "r1", SAMPLE + "Z"));
        AtomicInteger writes = new AtomicInteger();
        Table failing = watched(operation -> {
            if (operation.equals("transactWriteItems") && writes.incrementAndGet() == 2) {
                throw InternalServerErrorException.builder().message("injected").build();
            }
        });

        List<String> failed = join(
                failing,
                Events.together(
                        Events.deployment("billing", SAMPLE, "000000000000000000100"),
                        Events.deployment("checkout", SAMPLE, "000000000000000000200"),
                        Events.deployment("search", SAMPLE, "000000000000000000300"),
                        Events.deployment("checkout", "2026-02-15T10:00:00", "000000000000000000400")));

        assertThat(failed).containsExactly("000000000000000000200");
        assertThat(months("billing")).hasSize(1);
        assertThat(months("search")).hasSize(1);
        assertThat(months("checkout")).isEmpty();
    }

    @Test
    void months_after_a_deployment_told_late_are_brought_up_to_date() {
        given.deployed("checkout", "february", "r1", "2026-02-10T10:00:00Z", "2026-02-10T10:00:00Z")
                .deployed("checkout", "march", "r2", "2026-03-10T10:00:00Z", "2026-03-10T10:00:00Z");
        join(local.table(), Events.deployment("checkout", "2026-02-10T10:00:00", "1"));
        join(local.table(), Events.deployment("checkout", "2026-03-10T10:00:00", "2"));
        assertThat(month("checkout", "2026-03").changesNotMeasured()).isEqualTo(1);

        // What went live in March had been live in January.
        given.deployed("checkout", "january", "r2", SAMPLE + "Z", "2026-03-11T10:00:00Z");
        join(local.table(), Events.stream("deployment"));

        assertThat(month("checkout", "2026-01").changesNotMeasured()).isEqualTo(1);
        assertThat(month("checkout", "2026-02").changesNotMeasured()).isEqualTo(1);
        assertThat(month("checkout", "2026-03").changesNotMeasured()).isZero();
        assertThat(month("checkout", "2026-03").deployments()).isEqualTo(1);
        assertThat(months("checkout")).extracting(Totals::measuredSince).containsOnly(LocalDate.of(2026, 1, 15));
    }

    @Test
    void of_two_joins_at_once_none_covers_what_the_other_knew() {
        given.deployed("checkout", "first", "2026-01-15T10:00:00Z");
        AtomicBoolean once = new AtomicBoolean();
        Table interrupted = watched(operation -> {
            // The first has read and is about to write: now another deployment is told, and joined by another.
            if (operation.equals("transactWriteItems") && once.compareAndSet(false, true)) {
                given.deployed("checkout", "second", "2026-01-16T10:00:00Z");
                join(local.table(), Events.deployment("checkout", "2026-01-16T10:00:00", "2"));
            }
        });

        assertThat(join(interrupted, Events.stream("deployment"))).isEmpty();

        assertThat(once).isTrue();
        assertThat(month("checkout", "2026-01").deployments()).isEqualTo(2);
    }

    /// The table, with something that happens before each call.
    private Table watched(Consumer<String> before) {
        return local.through(WatchedClient.around(local.table().client(), new WatchedClient.Watcher() {
            @Override
            public void before(String operation) {
                before.accept(operation);
            }

            @Override
            public void after(String operation) {}
        }));
    }

    private static List<String> join(Table table, DynamodbEvent event) {
        return new JoinFunction(new Assign(table), new Join(table))
                .handleRequest(event, null).getBatchItemFailures().stream()
                        .map(BatchItemFailure::getItemIdentifier)
                        .toList();
    }

    private Totals month(String application, String month) {
        YearMonth of = YearMonth.parse(month);
        return new ApplicationMonths(local.table()).totals(application, of, of).getFirst();
    }

    private List<Totals> months(String application) {
        return new ApplicationMonths(local.table()).totals(application, YearMonth.of(2026, 1), YearMonth.of(2026, 12));
    }

    private Map<String, Map<String, AttributeValue>> items() {
        return local
                .table()
                .client()
                .scanPaginator(r -> r.tableName(local.table().name()))
                .items()
                .stream()
                .collect(Collectors.toMap(
                        item -> item.get("pk").s() + " " + item.get("sk").s(), item -> item));
    }
}
