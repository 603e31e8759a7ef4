package costperchange.local;

import static costperchange.local.Office.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What finance asks of its bills, from file to answer.
class LedgerTest {

    private static final String KNOWN = "2026-03-20T00:00:00Z";
    private static final Map<String, String> FEBRUARY = row("month", "2026-02", "application", "shop", "cost", "28");

    @TempDir
    private Path folder;

    private Office office;

    @BeforeEach
    void open() {
        office = new Office(folder);
    }

    @Test
    void a_ledger_tells_charges_apart_by_kind_and_invoice() {
        office.bill(
                KNOWN,
                row("application", "shop", "InvoiceId", "A-1", "cost", "100"),
                row("application", "shop", "InvoiceId", "A-1", "ChargeCategory", "Tax", "cost", "19"),
                row("application", "shop", "InvoiceId", "A-2", "ChargeCategory", "Credit", "cost", "-5"),
                row("ChargeCategory", "Purchase", "cost", "3"),
                row("ChargeCategory", "Adjustment", "cost", "2"),
                row("ChargeClass", "Correction", "cost", "-1"));

        JsonNode bill = office.ask("ledger", "2026-01").path("rows").path(0);
        List<String> kinds = new ArrayList<>();
        bill.path("kinds")
                .forEach(kind -> kinds.add(kind.path("kind").asString() + " "
                        + kind.path("invoice").asString("-") + " "
                        + kind.path("total").asString() + " "
                        + kind.path("direct").asString() + " "
                        + kind.path("unallocated").asString()));
        assertThat(kinds)
                .containsExactly(
                        "usage A-1 100 100 0",
                        "purchase - 3 0 3",
                        "tax A-1 19 19 0",
                        "credit A-2 -5 -5 0",
                        "adjustment - 2 0 2",
                        "correction - -1 0 -1");
        assertThat(bill.path("total").asString()).isEqualTo("118");
        assertThat(bill.path("residual").asString()).isEqualTo("0");
    }

    @Test
    void the_biggest_unallocated_charges_are_named_by_account_and_product() {
        office.bill(
                KNOWN,
                row("SubAccountId", "a", "cost", "1"),
                row("SubAccountId", "a", "day", "2026-01-12", "cost", "2"),
                row("SubAccountId", "b", "ServiceName", "Amazon S3", "cost", "-50"));

        JsonNode biggest = office.ask("ledger", "2026-01").path("biggest");
        assertThat(biggest.path(0).path("subAccount").asString()).isEqualTo("b");
        assertThat(biggest.path(0).path("service").asString()).isEqualTo("Amazon S3");
        assertThat(biggest.path(0).path("amount").asString()).isEqualTo("-50");
        assertThat(biggest.path(1).path("amount").asString()).isEqualTo("3");
        assertThat(biggest.path(1).path("rows").asInt()).isEqualTo(2);
    }

    @Test
    void what_is_in_no_ratio_is_listed_with_why() {
        office.changes("shop", "2026-01-11");
        office.bill(
                KNOWN,
                row("application", "shop", "day", "2026-01-10", "cost", "1"),
                row("application", "shop", "day", "2026-01-11", "cost", "2"),
                row("application", "never", "cost", "4"),
                row("cost", "8"));

        List<String> excluded = new ArrayList<>();
        office.ask("ledger", "2026-01")
                .path("excluded")
                .forEach(one -> excluded.add(one.path("reason").asString() + " "
                        + one.path("amount").asString() + " "
                        + one.path("applications").path(0).path("application").asString("-")));
        assertThat(excluded)
                .containsExactly(
                        "before deployments are known 1 shop",
                        "no deployment in production is known 4 never",
                        "unallocated 8 -");
    }

    @Test
    void corrections_stand_in_the_month_they_were_billed_in_and_on_request_in_the_one_they_correct() {
        office.bill(KNOWN, row("application", "shop"));
        office.run("import", "bill", february().toString(), "--known-at", KNOWN);

        assertThat(total("2026-01")).isEqualTo("31");
        assertThat(total("2026-02")).isEqualTo("18");
        assertThat(total("2026-01", "--corrections", "corrected")).isEqualTo("21");
        assertThat(total("2026-02", "--corrections", "corrected")).isEqualTo("28");
        for (String month : List.of("2026-01", "2026-02")) {
            JsonNode corrected = office.ask("ledger", month, "--corrections", "corrected");
            assertThat(corrected.path("corrected").asBoolean()).isTrue();
            assertThat(corrected.path("totals").path(0).path("residual").asString())
                    .isEqualTo("0");
            assertThat(corrected.path("corrections").path(0).path("corrects").asString())
                    .isEqualTo("2026-01");
            assertThat(corrected.path("corrections").path(0).path("billed").asString())
                    .isEqualTo("2026-02");
        }
    }

    @Test
    void a_correction_leaves_its_own_invoice_where_it_is_shown_elsewhere() {
        office.bill(KNOWN, row("application", "shop", "InvoiceId", "I1"));
        Path file = office.write(
                "february.csv",
                Office.csv(List.of(
                        row("month", "2026-02", "day", "2026-02-10", "InvoiceId", "I2", "cost", "28"),
                        row(
                                "month", "2026-02",
                                "application", "shop",
                                "ChargeClass", "Correction",
                                "charged", "2026-01-05 2026-01-06",
                                "InvoiceId", "I2",
                                "cost", "-10"))));
        office.run("import", "bill", file.toString(), "--known-at", KNOWN);

        assertThat(lines("2026-02")).containsExactly("usage I2 28", "correction I2 -10");
        assertThat(lines("2026-02", "--corrections", "corrected")).containsExactly("usage I2 28");
        assertThat(lines("2026-01", "--corrections", "corrected")).containsExactly("usage I1 31", "correction I2 -10");
        assertThat(office.ask("ledger", "2026-01", "--corrections", "corrected")
                        .path("corrections")
                        .path(0)
                        .path("invoice")
                        .asString())
                .isEqualTo("I2");
    }

    private List<String> lines(String... asked) {
        List<String> arguments = new ArrayList<>(List.of("ledger"));
        arguments.addAll(List.of(asked));
        List<String> lines = new ArrayList<>();
        office.ask(arguments.toArray(String[]::new))
                .path("rows")
                .forEach(row -> row.path("kinds")
                        .forEach(kind -> lines.add(kind.path("kind").asString() + " "
                                + kind.path("invoice").asString() + " "
                                + kind.path("total").asString())));
        return lines;
    }

    private Path february() {
        return office.write(
                "february.csv",
                Office.csv(List.of(
                        FEBRUARY,
                        row(
                                "month", "2026-02",
                                "application", "shop",
                                "ChargeClass", "Correction",
                                "charged", "2026-01-05 2026-01-06",
                                "cost", "-10"))));
    }

    @Test
    void a_correction_that_reaches_beyond_its_bill_corrects_nothing_that_is_still_to_come() {
        office.bill(
                KNOWN,
                row("month", "2026-01", "application", "shop"),
                row(
                        "application", "shop",
                        "ChargeClass", "Correction",
                        "charged", "2025-12-01 2026-04-01",
                        "cost", "-121"));

        // 31 days are of December; the other 90 stay in the bill, however far the charge period reaches.
        assertThat(total("2026-01")).isEqualTo("-90");
        assertThat(total("2026-01", "--corrections", "corrected")).isEqualTo("-59");
        assertThat(total("2025-12", "--corrections", "corrected")).isEqualTo("-31");
        assertThat(office.ask("ledger", "2026-03", "--corrections", "corrected").path("rows"))
                .isEmpty();
        JsonNode corrections = office.ask("ledger", "2026-01").path("corrections");
        assertThat(corrections).hasSize(1);
        assertThat(corrections.path(0).path("corrects").asString()).isEqualTo("2025-12");
    }

    @Test
    void a_ratio_that_moved_is_named_even_where_what_was_charged_did_not() {
        String shop = "applications: [{name: shop, measuredSince: 2026-01-01, charges: [%s{subAccount: 4711}]}]";
        office.catalog(shop.formatted(""));
        Map<String, String> tax = row("ChargeCategory", "Tax", "cost", "19");
        office.bill(KNOWN, row("cost", "100"), tax);
        office.changes("shop", "2026-01-05");
        String before = Instant.now().toString();
        office.catalog(shop.formatted("{chargeCategory: Tax, recoverableTax: true}, "));
        office.bill(KNOWN, row("cost", "100"), tax);

        JsonNode moved =
                office.ask("ledger", "2026-01", "--changes", "--from", before).path("rows");
        assertThat(moved).hasSize(1);
        assertThat(moved.path(0).path("difference").asString()).isEqualTo("0");
        assertThat(moved.path(0).path("costPerChange").path("from").asString()).isEqualTo("119.000000");
        assertThat(moved.path(0).path("costPerChange").path("to").asString()).isEqualTo("100.000000");
    }

    @Test
    void a_restatement_says_what_moved_by_application_and_which_ratios_moved_with_it() {
        office.changes("shop", "2026-01-01", "shop", "2026-01-12");
        office.bill("2026-02-20T00:00:00Z", row("application", "shop", "cost", "10"), row("cost", "1"));
        office.bill(
                "2026-02-25T00:00:00Z",
                row("application", "shop", "cost", "12"),
                row("application", "search", "cost", "0.5"),
                row("cost", "1"));

        JsonNode changes = office.ask("ledger", "2026-01", "--changes");
        assertThat(changes.path("bills")).hasSize(1);
        assertThat(changes.path("bills").path(0).path("knownAt").asString()).isEqualTo("2026-02-25T00:00:00Z");
        JsonNode shop = changes.path("rows").path(0);
        assertThat(shop.path("application").asString()).isEqualTo("shop");
        assertThat(shop.path("difference").asString()).isEqualTo("2");
        // Deployments were told of later than both versions, so no ratio was known with them.
        assertThat(shop.path("costPerChange").path("from").isNull()).isTrue();
        assertThat(changes.path("rows").path(1).path("application").asString()).isEqualTo("search");
        assertThat(changes.path("rows")).hasSize(2);
        assertThat(changes.path("totals").path(0).path("difference").asString()).isEqualTo("2.5");

        JsonNode now = office.ask("ledger", "2026-01", "--changes", "--to", "2036-01-01T00:00:00Z");
        assertThat(now.path("rows").path(0).path("costPerChange").path("to").asString())
                .isEqualTo("6.000000");
    }

    @Test
    void a_bridge_adds_up_on_both_sides_to_the_last_digit() {
        office.catalog("""
                pools: [{name: platform, charges: [{subAccount: platform}]}]
                applications: [{name: shop, measuredSince: 2026-01-01}]
                """);
        office.changes("shop", "2026-01-03", "shop", "2026-01-04", "shop", "2026-01-05", "shop", "2026-02-03");
        office.bill(
                KNOWN,
                row("application", "shop", "cost", "70"),
                row("SubAccountId", "platform", "cost", "30"),
                row("application", "shop", "ChargeCategory", "Credit", "cost", "-10.01"),
                row("cost", "1"));
        office.run(
                "import",
                "bill",
                office.write(
                                "february.csv",
                                Office.csv(List.of(
                                        FEBRUARY,
                                        row("month", "2026-02", "SubAccountId", "platform", "cost", "7"),
                                        row("month", "2026-02", "application", "shop", "ChargeCategory", "Tax"))))
                        .toString(),
                "--known-at",
                KNOWN);

        JsonNode bridge = office.ask("bridge", "--from", "2026-01", "--to", "2026-02")
                .path("currencies")
                .path(0);
        List<String> components = new ArrayList<>();
        BigDecimal effects = BigDecimal.ZERO;
        BigDecimal differences = BigDecimal.ZERO;
        for (JsonNode row : bridge.path("rows")) {
            String component = row.path("component").asString();
            components.add(component);
            effects = effects.add(new BigDecimal(row.path("effect").asString("0")));
            differences = component.equals("number of changes")
                    ? differences
                    : differences.add(new BigDecimal(
                            row.path("amounts").path("difference").asString()));
        }
        assertThat(components)
                .containsExactly("direct usage", "shared usage", "tax", "credits", "number of changes", "unallocated");
        assertThat(effects)
                .isEqualByComparingTo(
                        bridge.path("costPerChange").path("difference").asString());
        assertThat(bridge.path("costPerChange").path("from").asString()).isEqualTo("29.996667");
        assertThat(bridge.path("costPerChange").path("to").asString()).isEqualTo("66.000000");
        assertThat(differences)
                .isEqualByComparingTo(bridge.path("bill").path("difference").asString());
        assertThat(bridge.path("comparison").path("reason").asString()).contains("fewer than 10 changes");
    }

    @Test
    void ledgers_of_months_show_whether_more_gets_explained() {
        office.bill(KNOWN, row("application", "shop", "cost", "60"), row("cost", "40"));
        office.run("import", "bill", february().toString(), "--known-at", KNOWN);

        JsonNode rows =
                office.ask("ledger", "--from", "2026-01", "--to", "2026-03").path("rows");
        assertThat(rows.path(0).path("shareExplained").asString()).isEqualTo("0.600000");
        assertThat(rows.path(0).path("shareMoved").isNull()).isTrue();
        assertThat(rows.path(1).path("shareMoved").asString()).isEqualTo("0.4");
    }

    @Test
    void currencies_are_converted_by_the_months_rates_beside_the_originals() {
        office.catalog("""
                applications: [{name: shop, measuredSince: 2026-01-01}]
                rates: {to: EUR, months: {2026-01: {USD: 0.9}, 2026-02: {USD: 0.8}}}
                """);
        office.changes("shop", "2026-01-03", "shop", "2026-02-03");
        office.bill(
                KNOWN,
                row("application", "shop", "cost", "100"),
                row("application", "shop", "BillingCurrency", "EUR", "cost", "10"));
        office.run(
                "import",
                "bill",
                office.write("february.csv", Office.csv(List.of(FEBRUARY))).toString(),
                "--known-at",
                KNOWN);

        JsonNode shown = office.ask("show", "--from", "2026-01", "--to", "2026-03", "--convert");
        assertThat(shown.path("rows")).hasSize(4);
        assertThat(shown.path("total").isNull()).isTrue();
        JsonNode converted = shown.path("converted");
        assertThat(converted.path("currency").asString()).isEqualTo("EUR");
        assertThat(converted.path("rows").path(0).path("cost").asString()).isEqualTo("100");
        assertThat(converted.path("rows").path(0).path("costPerChange").asString())
                .isEqualTo("100.000000");
        assertThat(converted.path("total").path("cost").asString()).isEqualTo("122.4");
        assertThat(converted.path("missing")).isEmpty();
    }

    @Test
    void what_has_no_rate_is_null_and_named() {
        office.catalog("rates: {to: EUR, months: {2026-01: {USD: 0.9}}}");
        office.bill(KNOWN, row("application", "shop"), row("application", "shop", "BillingCurrency", "CHF"));

        JsonNode converted = office.ask("show", "--from", "2026-01", "--to", "2026-02", "--convert")
                .path("converted");
        assertThat(converted.path("rows").path(0).path("costNotMeasured").isNull())
                .isTrue();
        assertThat(converted.path("missing").path(0).path("currency").asString())
                .isEqualTo("CHF");
        office.catalog("{}");
        assertThat(office.refused("show", "--convert")).contains("needs rates");
    }

    private String total(String month, String... more) {
        List<String> arguments = new ArrayList<>(List.of("ledger", month));
        arguments.addAll(List.of(more));
        return office.ask(arguments.toArray(String[]::new))
                .path("totals")
                .path(0)
                .path("total")
                .asString();
    }
}
