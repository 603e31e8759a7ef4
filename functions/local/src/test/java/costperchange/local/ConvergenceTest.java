package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.cost.ApplicationMonth;
import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.money.Cost;
import costperchange.local.History.Functions;
import costperchange.local.History.Step;
import costperchange.store.ApplicationMonths;
import costperchange.store.LocalTable;
import costperchange.store.Splits;
import costperchange.store.Table;
import costperchange.store.WatchedClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Whatever the order, the repetitions, the workers and the failures: the tables end the same.
@Execution(ExecutionMode.CONCURRENT)
class ConvergenceTest {

    private static final int ORDERS = 80;
    private static final List<YearMonth> MONTHS =
            List.of(YearMonth.of(2026, 1), YearMonth.of(2026, 2), YearMonth.of(2026, 3), YearMonth.of(2026, 4));

    private static final Logger LOGGER = Logger.getLogger("costperchange");

    @TempDir
    static Path folder;

    private static List<Step> steps;
    private static Map<String, Map<String, AttributeValue>> clean;
    private static int calls;

    @BeforeAll
    static void the_clean_run() {
        // The functions log each of the failures that are injected here.
        LOGGER.setLevel(Level.OFF);
        steps = History.steps(folder);
        try (LocalTable local = LocalTable.alone()) {
            History.uploadCatalog(local.table());
            Turns counting = new Turns(new Random(0), 1, List.of());
            Table watched = local.through(WatchedClient.around(local.table().client(), counting.of(0)));
            Functions functions = Functions.over(watched, local.table(), local.streams());
            for (Step step : steps) {
                step.take(functions);
                functions.stream().drain();
            }
            clean = items(local.table());
            calls = counting.calls();
            months_add_up_to_the_ledger(local.table());
        }
    }

    @AfterAll
    static void logging_again() {
        LOGGER.setLevel(null);
    }

    @Test
    void the_clean_run_has_what_it_is_about() {
        assertThat(clean.keySet()).anyMatch(key -> key.contains("APP#vanishing") && key.contains("MONTH#2026-01"));
        assertThat(clean.keySet()).anyMatch(key -> key.contains("INCIDENT#"));
        assertThat(clean.keySet()).anyMatch(key -> key.contains("APP#finder DEPLOYMENT#"));
        assertThat(clean.keySet()).anyMatch(key -> key.contains("APP#search DEPLOYMENT#"));
        assertThat(clean.keySet()).anyMatch(key -> key.contains("APP#finder REVISION#"));
        assertThat(clean.keySet()).anyMatch(key -> key.startsWith("LEDGER#2026-02") && key.endsWith("2026-03"));
        assertThat(calls).isGreaterThan(ORDERS);
    }

    /// Two workers take all steps in a seeded order, some twice, each working through the whole stream by
    /// itself. At every call to the store the other may go on instead, and some calls fail, before or after
    /// they took effect: over all repetitions every call of the clean run's number fails both ways.
    @RepeatedTest(ORDERS)
    void ends_as_the_clean_run(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        List<Step> shuffled = new ArrayList<>(steps);
        for (Step step : steps) {
            if (random.nextInt(4) == 0) {
                shuffled.add(step);
            }
        }
        Collections.shuffle(shuffled, random);
        try (LocalTable local = LocalTable.alone()) {
            History.uploadCatalog(local.table());
            Turns turns = new Turns(random, 2, failures(seed));
            List<CompletableFuture<Void>> workers = new ArrayList<>();
            for (int worker = 0; worker < 2; worker++) {
                Table watched = local.through(WatchedClient.around(local.table().client(), turns.of(worker)));
                Functions functions = Functions.over(watched, local.table(), local.streams());
                List<Step> own = new ArrayList<>();
                for (int i = worker; i < shuffled.size(); i += 2) {
                    own.add(shuffled.get(i));
                }
                workers.add(turns.start(worker, () -> work(own, functions, new Random(seed + own.size()))));
            }
            workers.forEach(CompletableFuture::join);
            assertThat(turns.left()).as("failures that were never reached").isEmpty();
            assertThat(differences(items(local.table()))).isEmpty();
            months_add_up_to_the_ledger(local.table());
        }
    }

    private static void work(List<Step> steps, Functions functions, Random random) {
        for (Step step : steps) {
            untilItSucceeds(() -> step.take(functions));
            if (random.nextInt(3) == 0) {
                untilItSucceeds(functions.stream()::poll);
            }
        }
        untilItSucceeds(functions.stream()::drain);
    }

    private static void untilItSucceeds(Runnable action) {
        for (int tries = 0; tries < 100; tries++) {
            try {
                action.run();
                return;
            } catch (RuntimeException failed) {
                // As a sender, an importer or the stream would: again.
            }
        }
        throw new AssertionError("never succeeded");
    }

    /// Which calls fail in a run: those whose number fits the seed, half of them before and half after they took
    /// effect.
    private static List<Turns.Failure> failures(int seed) {
        List<Turns.Failure> failures = new ArrayList<>();
        int pairs = ORDERS / 2;
        for (int call = seed % pairs; call < calls; call += pairs) {
            failures.add(new Turns.Failure(call, seed <= pairs));
        }
        return failures;
    }

    /// Where the items differ from those of the clean run, in words.
    private static List<String> differences(Map<String, Map<String, AttributeValue>> items) {
        Set<String> keys = new TreeSet<>(clean.keySet());
        keys.addAll(items.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(items.get(key), clean.get(key)))
                .map(key -> key + "\n  is     " + words(items.get(key)) + "\n  not as " + words(clean.get(key)))
                .toList();
    }

    private static String words(@Nullable Map<String, AttributeValue> item) {
        if (item == null) {
            return "not there";
        }
        Map<String, String> words = new TreeMap<>();
        item.forEach((name, value) -> words.put(
                name, value.b() == null ? value.toString() : inflated(value.b().asByteArray())));
        return words.toString();
    }

    private static String inflated(byte[] content) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(content), new Inflater(true))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// All items, without the counter of an application month's writes and without the versions of catalogs
    /// that made the same of a telling: neither says anything of the content.
    private static Map<String, Map<String, AttributeValue>> items(Table table) {
        Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
        table.client().scanPaginator(r -> r.tableName(table.name())).items().forEach(item -> {
            Map<String, AttributeValue> attributes = new HashMap<>(item);
            if (item.containsKey("byMonth")) {
                attributes.remove("revision");
            }
            attributes.remove("catalog");
            for (String told : List.of("observations", "tellings", "brings", "reports")) {
                attributes.computeIfPresent(
                        told, (name, text) -> AttributeValue.fromS(text.s().replaceAll("\"catalog\":\"[^\"]*\"", "")));
            }
            items.put(item.get("pk").s() + " " + item.get("sk").s(), attributes);
        });
        return items;
    }

    private static void months_add_up_to_the_ledger(Table table) {
        Cost months = Cost.ZERO;
        Cost ledger = Cost.ZERO;
        for (YearMonth month : MONTHS) {
            for (Totals totals : new ApplicationMonths(table).totals(month)) {
                months = totals.amounts().stream()
                        .map(ApplicationMonth.Amounts::charged)
                        .reduce(months, Cost::plus);
            }
            for (Ledger one : new Splits(table).ledgers(month)) {
                assertThat(one.residual()).isEqualTo(Cost.ZERO);
                ledger = ledger.plus(one.direct()).plus(one.shared());
            }
        }
        assertThat(months).isEqualTo(ledger);
    }
}
