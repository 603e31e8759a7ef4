package costperchange.local;

import static costperchange.local.Office.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Who gets what of a bill, from file to answer.
class AllocationTest {

    private static final String KNOWN = "2026-02-20T00:00:00Z";
    private static final String LICENCE = """
            applications:
              - name: shop
                measuredSince: 2026-01-01
                charges: [{service: Licence, amortise: true}]
            """;

    @TempDir
    private Path folder;

    private Office office;

    @BeforeEach
    void open() {
        office = new Office(folder);
    }

    @Test
    void what_is_amortised_posts_to_every_day_to_come_and_the_rest_of_it_is_deferred() {
        office.catalog(LICENCE);
        office.bill(KNOWN, row("ServiceName", "Licence", "cost", "365", "charged", "2026-01-01 2027-01-01"));

        JsonNode january = total(office.ask("ledger", "2026-01"));
        assertThat(january.path("total").asString()).isEqualTo("365");
        assertThat(january.path("direct").asString()).isEqualTo("31");
        assertThat(january.path("deferred").asString()).isEqualTo("334");
        assertThat(january.path("residual").asString()).isEqualTo("0");
        JsonNode february = office.ask("ledger", "2026-02");
        assertThat(february.path("rows")).isEmpty();
        assertThat(february.path("released").path(0).path("direct").asString()).isEqualTo("28");
        assertThat(february.path("released").path(0).path("billed").asString()).isEqualTo("2026-01");
        assertThat(costs("2026-01", "2027-02"))
                .containsExactly("31", "28", "31", "30", "31", "30", "31", "31", "30", "31", "30", "31", "");
    }

    @Test
    void what_is_released_to_nobody_is_listed_among_what_is_in_no_ratio() {
        office.catalog("unallocated: [{reason: licences, charges: [{service: Licence, amortise: true}]}]");
        office.bill(KNOWN, row("ServiceName", "Licence", "cost", "365", "charged", "2026-01-01 2027-01-01"));

        JsonNode excluded = office.ask("ledger", "2026-02").path("excluded");
        assertThat(names(excluded, "reason")).containsExactly("unallocated");
        assertThat(excluded.path(0).path("amount").asString()).isEqualTo("28");
    }

    @Test
    void the_billed_cost_is_not_amortised() {
        office.catalog(LICENCE);
        office.bill(KNOWN, row("ServiceName", "Licence", "cost", "365", "charged", "2026-01-01 2027-01-01"));

        JsonNode january = total(office.ask("ledger", "2026-01", "--basis", "billed"));
        assertThat(january.path("direct").asString()).isEqualTo("365");
        assertThat(january.path("deferred").asString()).isEqualTo("0");
    }

    @Test
    void amortised_cost_never_posts_before_its_billing_period() {
        office.catalog(LICENCE);
        office.bill(KNOWN, row("ServiceName", "Licence", "cost", "59", "charged", "2025-09-01 2026-03-01"));

        assertThat(costs("2025-12", "2026-03")).containsExactly("", "31", "28");
    }

    @Test
    void a_correction_of_what_is_amortised_corrects_months_past_at_once_and_those_to_come_day_by_day() {
        office.catalog(LICENCE);
        Path bill = office.bill(
                KNOWN,
                row(
                        "ServiceName", "Licence",
                        "ChargeClass", "Correction",
                        "cost", "-120",
                        "charged", "2025-11-01 2026-03-01"));

        assertThat(costs("2026-01", "2026-03")).containsExactly("-92", "-28");
        assertThat(names(office.ask("ledger", "2026-01").path("corrections"), "corrects"))
                .containsExactly("2025-11", "2025-12");
        JsonNode december = total(office.ask("ledger", "2025-12", "--corrections", "corrected"));
        assertThat(december.path("total").asString()).isEqualTo("-31");
        JsonNode january = total(office.ask("ledger", "2026-01", "--corrections", "corrected"));
        assertThat(january.path("direct").asString()).isEqualTo("-31");
        assertThat(january.path("deferred").asString()).isEqualTo("-28");
        assertThat(office.run("explain", "shop", "2026-02-10", bill.toString())).contains("  sum: -1 USD");
    }

    @Test
    void a_restatement_that_is_no_longer_amortised_takes_back_what_was_released() {
        office.catalog(LICENCE);
        office.bill(KNOWN, row("ServiceName", "Licence", "cost", "365", "charged", "2026-01-01 2027-01-01"));
        office.bill(
                "2026-02-21T00:00:00Z",
                row("ServiceName", "Licence", "cost", "62", "charged", "2026-01-01 2026-02-01"));

        assertThat(costs("2026-01", "2026-04")).containsExactly("62", "", "");
        assertThat(office.ask("ledger", "2026-02").path("released")).isEmpty();
        assertThat(office.ask("ledger", "2026-02", "--as-of", "2026-02-20T12:00:00Z")
                        .path("released")
                        .path(0)
                        .path("direct")
                        .asString())
                .isEqualTo("28");
    }

    @Test
    void a_charge_of_more_than_five_years_is_not_amortised() {
        office.catalog(LICENCE);
        office.bill(KNOWN, row("ServiceName", "Licence", "cost", "31", "charged", "2026-01-01 2031-03-01"));

        assertThat(total(office.ask("ledger", "2026-01")).path("deferred").asString())
                .isEqualTo("0");
        assertThat(costs("2026-01", "2026-02")).containsExactly("31");
    }

    @Test
    void a_rule_takes_the_days_on_which_it_holds() {
        office.catalog("""
                applications:
                  - {name: shop, charges: [{subAccount: 4711, to: 2026-01-11}]}
                  - {name: search, charges: [{subAccount: 4711, from: 2026-01-11}]}
                """);
        office.bill(KNOWN, row("charged", "2026-01-01 2026-02-01"));

        JsonNode rows = office.ask("applications", "--from", "2026-01", "--to", "2026-02")
                .path("rows");
        assertThat(names(rows, "application")).containsExactly("search", "shop");
        assertThat(names(rows.path(0).path("numbers"), rows.path(1).path("numbers"), "costNotMeasured"))
                .containsExactly("21", "10");
    }

    @Test
    void the_biggest_of_what_nobody_takes_is_only_what_falls_on_days_without_a_rule() {
        office.catalog("applications: [{name: shop, charges: [{subAccount: 4711, to: 2026-01-11}]}]");
        office.bill(KNOWN, row("charged", "2026-01-01 2026-02-01"));

        JsonNode biggest = office.ask("ledger", "2026-01").path("biggest");
        assertThat(names(biggest, "amount")).containsExactly("21");
        assertThat(names(biggest, "rows")).containsExactly("1");
    }

    @Test
    void tax_that_comes_back_is_in_the_ledger_and_in_no_ratio() {
        office.catalog("""
                applications:
                  - name: shop
                    measuredSince: 2026-01-01
                    charges: [{chargeCategory: Tax, recoverableTax: true}, {subAccount: 4711}]
                """);
        office.changes("shop", "2026-01-05");
        office.bill(KNOWN, row("cost", "100"), row("ChargeCategory", "Tax", "cost", "19"));

        JsonNode shown = office.ask("show", "--from", "2026-01", "--to", "2026-02")
                .path("rows")
                .path(0);
        assertThat(shown.path("cost").asString()).isEqualTo("100");
        assertThat(shown.path("recoverableTax").asString()).isEqualTo("19");
        assertThat(shown.path("costPerChange").asString()).isEqualTo("100.000000");
        JsonNode ledger = office.ask("ledger", "2026-01");
        assertThat(total(ledger).path("direct").asString()).isEqualTo("119");
        assertThat(total(ledger).path("recoverableTax").asString()).isEqualTo("19");
        assertThat(names(ledger.path("excluded"), "reason")).containsExactly("recoverable tax");
        JsonNode sums = office.ask("changes", "shop", "--from", "2026-01", "--to", "2026-02")
                .path("sums")
                .path(0);
        assertThat(sums.path("recoverableTax").asString()).isEqualTo("19");
        assertThat(sums.path("total").asString()).isEqualTo("119");
    }

    @Test
    void only_tax_comes_back_whatever_else_a_rule_takes() {
        office.catalog("""
                applications:
                  - {name: shop, measuredSince: 2026-01-01, charges: [{subAccount: 4711, recoverableTax: true}]}
                """);
        office.changes("shop", "2026-01-05");
        office.bill(KNOWN, row("cost", "100"), row("ChargeCategory", "Tax", "cost", "19"));

        JsonNode shown = office.ask("show", "--from", "2026-01", "--to", "2026-02")
                .path("rows")
                .path(0);
        assertThat(shown.path("cost").asString()).isEqualTo("100");
        assertThat(shown.path("recoverableTax").asString()).isEqualTo("19");
    }

    @Test
    void an_unused_commitment_is_a_line_of_its_own_whatever_its_tag_unless_a_rule_takes_it() {
        var unused = row("CommitmentDiscountStatus", "Unused", "cost", "7", "application", "shop");
        office.bill(KNOWN, row("application", "shop"), unused);
        assertThat(total(office.ask("ledger", "2026-01"))
                        .path("reasons")
                        .path(0)
                        .path("reason")
                        .asString())
                .isEqualTo("unused commitment");

        office.catalog("applications: [{name: finance, charges: [{commitmentStatus: Unused}]}]");
        office.bill(KNOWN, row("application", "shop"), unused);
        assertThat(total(office.ask("ledger", "2026-01")).path("unallocated").asString())
                .isEqualTo("0");
    }

    @Test
    void accounts_whose_usage_was_billed_and_has_no_effective_cost_are_named() {
        office.bill(
                KNOWN,
                row("SubAccountId", "empty", "EffectiveCost", "0"),
                row("SubAccountId", "free", "cost", "0"),
                row("SubAccountId", "free", "ChargeCategory", "Tax", "EffectiveCost", "0"),
                row("SubAccountId", "filled"));

        JsonNode flagged = office.ask("ledger", "2026-01").path("withoutEffectiveCost");
        assertThat(names(flagged, "subAccount")).containsExactly("empty");
        assertThat(flagged.path(0).path("billed").asString()).isEqualTo("31");
    }

    @Test
    void a_pool_feeds_pools_that_stand_after_it() {
        office.catalog("""
                pools:
                  - {name: network, charges: [{subAccount: network}], feeds: [platform], split: direct}
                  - {name: platform, charges: [{subAccount: platform}], split: {weights: {shop: 1, search: 3}}}
                applications: [{name: shop}, {name: search}]
                """);
        office.bill(
                KNOWN,
                row("application", "shop", "cost", "20"),
                row("SubAccountId", "platform", "cost", "20"),
                row("SubAccountId", "network", "cost", "100"));

        // Half of the network's 100 goes to shop by its usage, half to the platform by its own; that passes 70 on.
        JsonNode ledger = total(office.ask("ledger", "2026-01"));
        assertThat(ledger.path("shared").asString()).isEqualTo("120");
        JsonNode rows = office.ask("applications", "--from", "2026-01", "--to", "2026-02")
                .path("rows");
        assertThat(names(rows.path(0).path("numbers"), rows.path(1).path("numbers"), "costNotMeasured"))
                .containsExactly("52.5", "87.5");
        JsonNode explained =
                office.ask("explain", "search", "2026-01-10").path("rows").path(0);
        assertThat(names(explained.path("pools"), "pool")).containsExactly("network", "platform");
        assertThat(explained.path("amount").asString()).isEqualTo("37.5");
    }

    @Test
    void a_pool_that_is_fed_by_weight_is_no_application() {
        office.catalog("""
                pools:
                  - name: network
                    charges: [{subAccount: network}]
                    feeds: [platform]
                    split: {weights: {shop: 1, platform: 1}}
                  - {name: platform, charges: [{subAccount: platform}], split: {weights: {shop: 1}}}
                applications: [{name: shop}]
                """);
        office.bill(KNOWN, row("SubAccountId", "network", "cost", "100"));

        assertThat(names(
                        office.ask("applications", "--from", "2026-01", "--to", "2026-02")
                                .path("rows"),
                        "application"))
                .containsExactly("shop");
    }

    @Test
    void pools_that_feed_each_other_in_circles_are_refused_with_line_and_column() {
        assertThat(office.refusedCatalog("""
                        pools:
                          - {name: network, charges: [{subAccount: network}], feeds: [platform]}
                          - {name: platform, charges: [{subAccount: platform}], feeds: [network]}
                        """))
                .contains("line 3")
                .contains("/pools/1/feeds/0")
                .contains("a pool feeds only pools that come after it");
    }

    @Test
    void a_days_cost_is_explained_rule_by_rule_and_row_by_row() {
        office.catalog("""
                applications:
                  - {name: search, charges: [{subAccount: 1234}]}
                  - {name: shop, charges: [{tag: {application: shop}}]}
                """);
        Path bill = office.bill(
                KNOWN, row("application", "shop", "ChargeDescription", "Virtual machine"), row("SubAccountId", "1234"));

        assertThat(office.run("explain", bill + ":2"))
                .contains("Virtual machine")
                .contains("passed: application search by sub account 1234 (sub account is '4711', not 1234)")
                .contains("taken: application shop by tag application shop");
        assertThat(office.run("explain", "shop", "2026-01-10", bill.toString()))
                .contains("31 USD  " + bill + ", row 2")
                .contains("sum: 31 USD");
        JsonNode explained = office.ask("explain", "shop", "2026-01-10");
        assertThat(names(explained.path("rows"), "rule")).containsExactly("tag application shop");
        assertThat(explained.path("sums").path(0).path("amount").asString()).isEqualTo("31");
    }

    @Test
    void the_rows_of_an_amortised_day_show_what_posts_to_it() {
        office.catalog(LICENCE);
        Path bill =
                office.bill(KNOWN, row("ServiceName", "Licence", "cost", "365", "charged", "2026-01-01 2027-01-01"));

        for (String day : List.of("2026-01-10", "2026-06-10")) {
            assertThat(office.ask("explain", "shop", day)
                            .path("sums")
                            .path(0)
                            .path("amount")
                            .asString())
                    .isEqualTo("1");
            assertThat(office.run("explain", "shop", day, bill.toString())).contains("  sum: 1 USD");
        }
        assertThat(office.run("explain", "shop", "2026-01-31", bill.toString(), "--basis", "billed"))
                .contains("  sum: 11.774193548387 USD");
    }

    @Test
    void what_cannot_be_explained_says_why() {
        Path bill = office.bill(KNOWN, row());
        assertThat(office.refused("explain", bill + ":9")).contains("has no row 9");
        assertThat(office.refused("explain", "shop")).contains("say which day of application 'shop'");
        assertThat(office.refused("explain", "shop", "yesterday")).contains("must be a day such as 2026-10-31");
    }

    private List<String> costs(String from, String to) {
        List<String> costs = new ArrayList<>();
        office.ask("show", "--scope", "application:shop", "--from", from, "--to", to)
                .path("rows")
                .forEach(row -> {
                    assertThat(row.path("costNotMeasured").asString()).isNotNull();
                    costs.add(charged(row));
                });
        return costs;
    }

    /// What was charged, whether it is measured or not; nothing where there is no bill.
    private static String charged(JsonNode row) {
        if (row.path("cost").isNull()) {
            return "";
        }
        return new BigDecimal(row.path("cost").asString())
                .add(new BigDecimal(row.path("costNotMeasured").asString()))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static JsonNode total(JsonNode ledger) {
        assertThat(ledger.path("totals")).hasSize(1);
        return ledger.path("totals").path(0);
    }

    private static List<String> names(JsonNode rows, String name) {
        List<String> names = new ArrayList<>();
        rows.forEach(row -> names.add(row.path(name).asString()));
        return names;
    }

    private static List<String> names(JsonNode one, JsonNode other, String name) {
        return List.of(one.path(name).asString(), other.path(name).asString());
    }
}
