package costperchange.query.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.BillMapping;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.ChangeRule;
import costperchange.calculator.allocation.Catalog.ChargeRule;
import costperchange.calculator.allocation.Catalog.Exclusion;
import costperchange.calculator.allocation.Catalog.Milestone;
import costperchange.calculator.allocation.Catalog.Pool;
import costperchange.calculator.allocation.Catalog.Split;
import costperchange.calculator.allocation.Catalog.Team;
import costperchange.calculator.allocation.Matcher;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.charge.Dimension.Column;
import costperchange.calculator.money.Currency;
import costperchange.calculator.money.Rates;
import costperchange.calculator.objective.Objective;
import costperchange.query.catalog.CatalogReader.Result.Accepted;
import costperchange.query.catalog.CatalogReader.Result.Rejected;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogReaderTest {

    @Test
    void the_sample_that_uses_every_part_is_read() throws IOException {
        String text = Files.readString(Path.of(System.getProperty("project.root"), "events/catalog/catalog.yaml"));

        assertThat(CatalogReader.read(text)).isEqualTo(new Accepted(sample()));
    }

    private static Catalog sample() {
        return new Catalog(
                Set.of("production", "prod"),
                Map.of("production", List.of("prod-eu", "prod-us", "live"), "staging", List.of("stage", "preview")),
                List.of("application", "app"),
                List.of("environment", "env"),
                Map.of("US Dollar", "USD"),
                List.of(
                        new Team(
                                "payments",
                                "commerce",
                                new Objective(new Currency("USD"), new BigDecimal("900"), null, 91)),
                        new Team("discovery", "commerce"),
                        new Team("foundation", null)),
                List.of(checkout(), search()),
                List.of(
                        new Pool(
                                "platform",
                                List.of(
                                        rule(Map.of(
                                                Column.SUB_ACCOUNT, List.of("999988887777"),
                                                Column.CHARGE_CATEGORY, List.of("Usage", "Purchase"))),
                                        new ChargeRule(
                                                new Matcher(Map.of(
                                                        Column.CHARGE_CATEGORY, List.of("Tax"),
                                                        Column.BILLING_ACCOUNT, List.of("000456"))),
                                                null,
                                                null,
                                                null,
                                                false,
                                                true)),
                                new Split.Direct(),
                                List.of("licences")),
                        new Pool(
                                "licences",
                                List.of(new ChargeRule(
                                        new Matcher(
                                                Map.of(Column.SERVICE_CATEGORY, List.of("Management and Governance"))),
                                        null,
                                        null,
                                        null,
                                        true,
                                        false)),
                                new Split.Weights(
                                        Map.of("checkout", new BigDecimal("40"), "search", new BigDecimal("60.5"))),
                                List.of())),
                List.of(
                        new Exclusion(
                                "unused commitment",
                                List.of(rule(Map.of(Column.COMMITMENT_STATUS, List.of("Unused"))))),
                        new Exclusion(
                                "tax and corrections",
                                List.of(
                                        rule(Map.of(Column.CHARGE_CATEGORY, List.of("Tax"))),
                                        rule(Map.of(Column.CHARGE_CLASS, List.of("Correction")))))),
                List.of(new Milestone(LocalDate.of(2026, 3, 1), "platform 4")),
                new Catalog.Deliveries(
                        new Catalog.PipelineRate(new BigDecimal("0.008"), new Currency("USD")),
                        false,
                        Duration.ofHours(4)),
                new Rates(
                        new Currency("EUR"),
                        Map.of(
                                YearMonth.of(2026, 1),
                                Map.of("USD", new BigDecimal("0.9231"), "GBP", new BigDecimal("1.1502")))),
                Map.of(
                        "people",
                        new BillMapping(
                                Map.of("BilledCost", "Salary", "ServiceName", "Role"),
                                Map.of("BillingAccountId", "people", "BillingCurrency", "EUR", "ProviderName", "Acme"),
                                "Month",
                                "20 %",
                                null,
                                Map.of("application", "Application", "environment", "Environment"))));
    }

    private static Application checkout() {
        return new Application(
                "checkout",
                List.of("Checkout Service"),
                "payments",
                List.of(
                        rule(Map.of(new Dimension.Tag("application"), List.of("checkout"))),
                        rule(Map.of(
                                Column.SUB_ACCOUNT, List.of("111122223333"),
                                Column.SERVICE_NAME, List.of("Amazon RDS", "AmazonCloudWatch"))),
                        ChargeRule.of(
                                new Matcher(Map.of(
                                        new Dimension.ResourceIdLike("arn:aws:s3:::acme-checkout-*"), List.of("true"))),
                                "production"),
                        new ChargeRule(
                                new Matcher(Map.of(Column.SUB_ACCOUNT, List.of("222233334444"))),
                                null,
                                LocalDate.of(2026, 5, 1),
                                LocalDate.of(2027, 1, 1),
                                false,
                                false)),
                List.of(
                        ChangeRule.repository("github.com/acme/checkout"),
                        new ChangeRule("github.com/acme/checkout-infrastructure", null, "live", Map.of(), null, null),
                        new ChangeRule("github.com/acme/shop", "services/checkout", null, Map.of(), null, null)),
                List.of("argocd"),
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 2, 1),
                true,
                new Objective(new Currency("USD"), new BigDecimal("500"), new BigDecimal("120.50"), 14),
                List.of(Catalog.WordBack.GITHUB, Catalog.WordBack.WEBHOOK));
    }

    private static Application search() {
        return new Application(
                "search",
                List.of(),
                "discovery",
                List.of(
                        rule(Map.of(
                                new Dimension.Tag("application"), List.of("search", "finder"),
                                new Dimension.Tag("tier"), List.of("1"))),
                        rule(Map.of(
                                Column.PROVIDER, List.of("Example Cloud"),
                                Column.BILLING_ACCOUNT, List.of("000456"),
                                Column.REGION, List.of("eu-central-1", "eu-west-1")))),
                List.of(
                        ChangeRule.repository("git.example.com/acme/search"),
                        new ChangeRule("github.com/acme/shop", null, null, Map.of("task", "deploy-search"), null, null),
                        new ChangeRule("github.com/acme/finder", null, null, Map.of(), "release.yml", "live")),
                List.of(),
                null,
                null,
                false);
    }

    private static ChargeRule rule(Map<Dimension, List<String>> conditions) {
        return ChargeRule.of(new Matcher(conditions), null);
    }

    @Test
    void what_a_file_does_not_say_is_as_without_a_catalog() {
        assertThat(accepted("{}")).isEqualTo(Catalog.NONE);
        assertThat(accepted("\uFEFF# nothing yet\napplications: []\n")).isEqualTo(Catalog.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "000123456789, 000123456789",
        "111122223333, 111122223333",
        "'\"0012\"', 0012",
        "1_000, 1_000",
        "1e5, 1e5",
        "0x1F, 0x1F",
        "1.10, 1.10",
        "true, true",
        "yes, yes",
        "2026-01-01, 2026-01-01",
        "1e999999999, 1e999999999",
        "123456789012345678901234567890, 123456789012345678901234567890"
    })
    void values_keep_the_text_they_have_in_the_file(String written, String value) {
        Catalog catalog = accepted("applications: [{name: a, charges: [{subAccount: " + written + "}]}]");

        assertThat(catalog.applications()
                        .getFirst()
                        .charges()
                        .getFirst()
                        .matcher()
                        .values())
                .isEqualTo(Map.of(Column.SUB_ACCOUNT, List.of(value)));
    }

    @Test
    void each_pattern_of_resources_is_a_rule_of_its_own() {
        Catalog catalog =
                accepted("applications: [{name: a, charges: [{resourceId: [x*, y*], region: r, environment: e}]}]");

        assertThat(catalog.applications().getFirst().charges()).containsExactly(pattern("x*"), pattern("y*"));
    }

    private static ChargeRule pattern(String pattern) {
        return ChargeRule.of(
                new Matcher(
                        Map.of(new Dimension.ResourceIdLike(pattern), List.of("true"), Column.REGION, List.of("r"))),
                "e");
    }

    @Test
    void a_currency_is_the_one_of_the_bills_in_whatever_case_it_is_written() {
        Catalog catalog = accepted("""
                applications: [{name: a, objective: {costPerDay: 500 usd, costPerChange: 12 USD}}]
                deliveries: {pipelineRate: 0.008 eur}
                rates: {to: eur, months: {2026-10: {usd: 0.9, Tokens: 0.1}}}
                """);

        assertThat(catalog.applications().getFirst().objective().currency()).isEqualTo(new Currency("USD"));
        assertThat(catalog.deliveries().pipelineRate().currency()).isEqualTo(new Currency("EUR"));
        assertThat(catalog.rates().to()).isEqualTo(new Currency("EUR"));
        assertThat(catalog.rates().months().get(YearMonth.of(2026, 10))).containsOnlyKeys("USD", "Tokens");
    }

    @Test
    void production_may_be_named_by_any_name_of_the_environment() {
        Catalog catalog = accepted("production: [Live]\nenvironments: {production: [live]}");

        assertThat(catalog.isProduction(catalog.environment("LIVE"))).isTrue();
        assertThat(catalog.isProduction(catalog.environment("production"))).isTrue();
        assertThat(catalog.isProduction(catalog.environment("prod"))).isFalse();
    }

    @Test
    void a_pool_is_split_directly_unless_it_says_otherwise() {
        assertThat(accepted(
                                "pools: [{name: p, charges: [{region: r}]}, {name: q, charges: [{region: s}], split: even}]")
                        .pools())
                .extracting(Catalog.Pool::split)
                .containsExactly(new Split.Direct(), new Split.Even());
    }

    @Test
    void what_stands_under_an_anchor_can_be_used_again() {
        Catalog catalog = accepted("applications:\n- {name: a, charges: &c [{region: r}]}\n- {name: b, charges: *c}\n");

        assertThat(catalog.applications().get(1).charges())
                .isEqualTo(catalog.applications().getFirst().charges());
    }

    @Test
    void problems_come_in_the_order_of_the_file_and_not_without_end() {
        Rejected rejected = (Rejected) CatalogReader.read("b: 1\na: 2\n" + "teams:\n" + "- {}\n".repeat(500));

        assertThat(rejected.problems()).hasSize(CatalogReader.MOST_PROBLEMS).isSorted();
        assertThat(rejected.problems().getFirst()).isEqualTo(new Problem(1, 1, "/b", "is not known here"));
    }

    private static Catalog accepted(String text) {
        CatalogReader.Result result = CatalogReader.read(text);
        assertThat(result).isInstanceOf(Accepted.class);
        return ((Accepted) result).catalog();
    }
}
