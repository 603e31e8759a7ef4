package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A finance office at its command line: bills, catalogs and deployments go in as files, answers come out.
///
/// @param folder for files and data
record Office(Path folder) {

    private static final List<String> COLUMNS = List.of(
            "BillingAccountId",
            "BillingCurrency",
            "BillingPeriodStart",
            "BillingPeriodEnd",
            "ChargePeriodStart",
            "ChargePeriodEnd",
            "ChargeCategory",
            "ChargeClass",
            "CommitmentDiscountStatus",
            "BilledCost",
            "EffectiveCost",
            "ProviderName",
            "ServiceName",
            "SubAccountId",
            "InvoiceId",
            "ChargeDescription",
            "Tags");

    /// A charge of an application on a day: usage of 31 USD on 2026-01-10, unless something else is said.
    ///
    /// @param said columns and values by turns; `application` is a tag, `cost` both costs, `day` the charge
    ///     period
    static Map<String, String> row(String... said) {
        Map<String, String> row = new LinkedHashMap<>();
        COLUMNS.forEach(column -> row.put(column, ""));
        row.putAll(Map.of(
                "BillingAccountId", "acme",
                "BillingCurrency", "USD",
                "ChargeCategory", "Usage",
                "ProviderName", "AWS",
                "ServiceName", "Amazon EC2",
                "SubAccountId", "4711"));
        row.put("BilledCost", "31");
        row.put("EffectiveCost", "31");
        period(row, "Billing", "2026-01-01", "2026-02-01");
        period(row, "Charge", "2026-01-10", "2026-01-11");
        for (int i = 0; i < said.length; i += 2) {
            say(row, said[i], said[i + 1]);
        }
        return row;
    }

    private static void say(Map<String, String> row, String name, String value) {
        switch (name) {
            case "application" -> row.put("Tags", "{\"application\": \"" + value + "\", \"environment\": \"prod\"}");
            case "cost" -> {
                row.put("BilledCost", value);
                row.put("EffectiveCost", value);
            }
            case "day" ->
                period(row, "Charge", value, LocalDate.parse(value).plusDays(1).toString());
            case "charged" -> period(row, "Charge", value.split(" ", -1)[0], value.split(" ", -1)[1]);
            case "month" -> {
                YearMonth month = YearMonth.parse(value);
                period(
                        row,
                        "Billing",
                        month.atDay(1).toString(),
                        month.plusMonths(1).atDay(1).toString());
                period(
                        row,
                        "Charge",
                        month.atDay(1).toString(),
                        month.plusMonths(1).atDay(1).toString());
            }
            default -> {
                assertThat(COLUMNS).contains(name);
                row.put(name, value);
            }
        }
    }

    private static void period(Map<String, String> row, String which, String from, String to) {
        row.put(which + "PeriodStart", from + "T00:00:00Z");
        row.put(which + "PeriodEnd", to + "T00:00:00Z");
    }

    void catalog(String yaml) {
        run("catalog", write("catalog.yaml", yaml).toString());
    }

    /// What is wrong with a catalog.
    String refusedCatalog(String yaml) {
        return refused("catalog", write("catalog.yaml", yaml).toString());
    }

    /// Imports a bill, all of its rows in one file.
    @SafeVarargs
    final Path bill(String knownAt, Map<String, String>... rows) {
        Path file = write("bill.csv", csv(List.of(rows)));
        run("import", "bill", file.toString(), "--known-at", knownAt);
        return file;
    }

    static String csv(List<Map<String, String>> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", COLUMNS));
        rows.forEach(row -> lines.add(row.values().stream().map(Office::quoted).collect(Collectors.joining(","))));
        return String.join("\n", lines) + "\n";
    }

    private static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }

    /// Records changes in production: for each an application and the day it came.
    void changes(String... applicationsAndDays) {
        StringBuilder csv = new StringBuilder("id,application,environment,outcome,finished_at,revision\n");
        for (int i = 0; i < applicationsAndDays.length; i += 2) {
            csv.append("%s-%d,%s,prod,succeeded,%sT12:00:00Z,r%d%n"
                    .formatted(applicationsAndDays[i], i, applicationsAndDays[i], applicationsAndDays[i + 1], i));
        }
        run("import", "changes", write("changes.csv", csv.toString()).toString());
    }

    /// The answer of a command, as the API gives it.
    JsonNode ask(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--format", "json"));
        return Json.MAPPER.readTree(run(all.toArray(String[]::new)));
    }

    /// What a command prints.
    String run(String... arguments) {
        CommandLineRun run = CommandLineRun.of(folder.resolve("data"), arguments);
        assertThat(run.exit())
                .as(String.join(" ", arguments) + "\n" + run.err())
                .isZero();
        return run.out();
    }

    /// What a command that must fail says.
    String refused(String... arguments) {
        CommandLineRun run = CommandLineRun.of(folder.resolve("data"), arguments);
        assertThat(run.exit()).isEqualTo(1);
        return run.err();
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
