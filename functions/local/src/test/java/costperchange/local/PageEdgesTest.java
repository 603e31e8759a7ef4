package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import costperchange.store.api.Guard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.support.ui.Select;

/// The page where numbers are missing, open, in two currencies or many: January is settled, February is billed
/// up to its eighth day, March has changes and no bill.
class PageEdgesTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-03-05T08:00:00Z"), ZoneOffset.UTC);
    private static final int SMALL = 101;
    private static final List<String> PROVIDERS =
            List.of("Alibaba", "AWS", "Datadog", "Google", "Microsoft", "Oracle", "Snowflake");

    @TempDir
    static Path folder;

    private static Installation installation;
    private static LocalServer server;
    private static Browser browser;

    @BeforeAll
    static void three_months_are_served() {
        assumeTrue(Browser.isInstalled(), "chromium and chromedriver are not installed");
        Office office = new Office(folder);
        office.catalog("applications: [{name: checkout, objective: {costPerDay: 5 USD}}]");
        office.bill("2026-02-20T06:00:00Z", january());
        office.bill(
                "2026-02-10T06:00:00Z",
                Office.row("application", "checkout", "month", "2026-02", "day", "2026-02-03", "cost", "80"));
        List<String> changes = new ArrayList<>(List.of(
                "checkout",
                "2026-01-01",
                "checkout",
                "2026-02-04",
                "checkout",
                "2026-02-20",
                "checkout",
                "2026-03-02"));
        for (int i = 0; i < SMALL; i++) {
            changes.addAll(List.of("small-000", "2026-01-%02d".formatted(1 + i % 28)));
        }
        office.changes(changes.toArray(String[]::new));
        installation = Installation.open(Optional.of(folder.resolve("data")), Map.of(), new Guard.Open(), NOW);
        server = new LocalServer(0, installation::route);
        browser = new Browser(folder);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String>[] january() {
        List<Map<String, String>> rows = new ArrayList<>();
        rows.add(Office.row("application", "checkout", "BillingCurrency", "AUD", "day", "2026-01-20", "cost", "12"));
        for (int i = 0; i < PROVIDERS.size(); i++) {
            rows.add(
                    Office.row("application", "checkout", "ProviderName", PROVIDERS.get(i), "cost", (1 + i) + "00000"));
        }
        for (int i = 0; i < SMALL; i++) {
            rows.add(Office.row("application", "small-%03d".formatted(i), "cost", "1"));
        }
        return rows.toArray(Map[]::new);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            server.close();
            installation.close();
        }
    }

    private static Browser opened(String more) {
        return browser.open(server.address() + "/?from=2026-01&through=2026-03" + more);
    }

    /// The cells of a row in the table of a picture.
    private static List<String> cells(String picture, String period) {
        browser.run("document.querySelectorAll('details').forEach(one => one.open = true)");
        return browser.texts("[aria-label='Table: " + picture + "'] tbody tr").stream()
                .filter(row -> row.startsWith(period))
                .map(row -> List.of(row.split(" ", -1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void it_opens_in_the_currency_that_most_is_charged_in_and_ranks_no_two() {
        opened("");
        assertThat(new Select(browser.one("#currency")).getFirstSelectedOption().getText())
                .isEqualTo("USD");
        assertThat(browser.text("#state")).contains("Charged in AUD, USD, shown in USD;");
        assertThat(browser.texts("#list tbody td:nth-child(3)")).containsOnly("USD");
        opened("&currency=AUD");
        assertThat(browser.text("#headline")).contains("12.00 AUD");
        assertThat(browser.texts("#list tbody td:nth-child(3)")).contains("AUD").doesNotContain("USD");
    }

    @Test
    void changes_without_a_bill_are_not_none() {
        opened("&scope=application:checkout");
        assertThat(cells("Changes", "2026-01")).startsWith("2026-01", "1", "0", "1");
        assertThat(cells("Changes", "2026-02")).startsWith("2026-02", "1", "1", "2");
        assertThat(cells("Changes", "2026-03")).startsWith("2026-03", "–", "1", "1");
        assertThat(browser.text("#headline .tile:nth-child(4)"))
                .contains("2 more on days whose cost is not known; 4 deployments");
        opened("&from=2026-03&scope=application:checkout");
        assertThat(browser.text("#headline")).contains("1 more on days whose cost is not known");
    }

    @Test
    void what_is_not_complete_is_not_said_to_be() {
        opened("");
        assertThat(browser.texts("figcaption"))
                .filteredOn(text -> text.contains("From "))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).containsPattern("in 2026-02, not complete yet|in 2026-01"));
        assertThat(browser.texts("figure .legend li")).contains("paler: estimated or not complete");
    }

    @Test
    void the_largest_providers_and_all_others_are_the_cost() {
        opened("");
        assertThat(browser.texts("#figures figure:nth-child(5) .legend li"))
                .containsExactlyInAnyOrder(
                        "Snowflake", "Oracle", "Microsoft", "Google", "others", "paler: estimated or not complete");
        browser.run("document.querySelectorAll('details').forEach(one => one.open = true)");
        assertThat(browser.texts("[aria-label='Table: By provider'] th[scope=col]"))
                .containsExactly(
                        "Period",
                        "Currency",
                        "Snowflake",
                        "Oracle",
                        "Microsoft",
                        "Google",
                        "Datadog",
                        "AWS",
                        "Alibaba",
                        "Note");
    }

    @Test
    void a_list_comes_as_csv_with_all_of_its_rows() throws Exception {
        opened("");
        assertThat(browser.texts("#list tbody th")).hasSize(100);
        assertThat(downloaded("applications.csv"))
                .hasSize(1 + 1 + SMALL)
                .allMatch(row -> row.split(",", -1).length == 8);
        assertThat(browser.texts("#list tbody th")).hasSize(100);
        opened("&scope=application:small-000");
        assertThat(downloaded("changes.csv")).hasSize(1 + SMALL).doesNotHaveDuplicates();
    }

    private static List<String> downloaded(String name) throws Exception {
        browser.one("#list button.csv").click();
        Path csv = folder.resolve("downloads").resolve(name);
        browser.until(() -> Files.exists(csv));
        return Files.readAllLines(csv);
    }

    @Test
    void failures_that_nobody_tells_of_are_not_none() {
        opened("");
        assertThat(browser.texts("#delivery .note")).element(3).isEqualTo("not measured");
    }

    @Test
    void an_objective_says_what_it_does_not_look_at() {
        opened("");
        assertThat(browser.text("#objectives")).contains("what was charged in AUD is not looked at");
    }

    @Test
    void no_rule_of_accessibility_is_broken() {
        opened("");
        browser.run("document.querySelectorAll('details').forEach(one => one.open = true)");
        assertThat(browser.violations()).isEmpty();
        browser.dark(true);
        assertThat(browser.violations()).isEmpty();
        browser.dark(false);
        assertThat(browser.console()).isEmpty();
    }
}
