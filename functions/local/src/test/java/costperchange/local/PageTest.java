package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import costperchange.store.api.Guard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/// The page as people use it, in Chromium, over a demo year.
class PageTest {

    private static final Clock CLOCK = Clock.systemUTC();

    /// How often anything but the list was asked for.
    private static final String ASKED = "return performance.getEntriesByType('resource')"
            + ".filter(one => one.name.includes('/v1/') && !one.name.includes('/v1/applications')).length";

    @TempDir
    static Path folder;

    private static Installation installation;
    private static LocalServer server;
    private static Browser browser;

    @BeforeAll
    static void a_year_is_served() throws Exception {
        assumeTrue(Browser.isInstalled(), "chromium and chromedriver are not installed");
        installation = Installation.open(Optional.empty(), DemoWebhooks.SECRETS, new Guard.Open(), CLOCK);
        Path bills = Files.createDirectory(folder.resolve("bills"));
        new Demo(installation, new DemoYear(1, LocalDate.now(CLOCK)), bills).run();
        server = new LocalServer(0, installation::route);
        browser = new Browser(folder);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            server.close();
            installation.close();
        }
    }

    @BeforeEach
    void open() {
        browser.size(1280, 1000).dark(false).open(server.address() + "/");
    }

    @Test
    void it_shows_the_year_with_a_table_to_every_picture() {
        assertThat(browser.texts("figure h2"))
                .containsExactly(
                        "Cost per change",
                        "Cost per day",
                        "Changes",
                        "What it is made of",
                        "By provider",
                        "Share explained");
        assertThat(browser.run("return document.querySelectorAll('figure canvas').length"))
                .isEqualTo(6L);
        assertThat(browser.run("return [...document.querySelectorAll('.chart')]"
                        + ".filter(one => Math.abs(one.clientWidth - one.firstChild.clientWidth) > 1).length"))
                .as("pictures that are not as wide as their place")
                .isEqualTo(0L);
        assertThat(browser.run("return document.querySelectorAll('figure details tbody tr').length"))
                .isEqualTo(6 * 13L);
        assertThat(browser.text("#state")).startsWith("Complete through ");
        assertThat(browser.texts("#delivery h3")).hasSize(5);
        assertThat(browser.text("#objectives")).contains("team:payments", "application:checkout");
        assertThat(browser.texts("#list tbody th")).hasSize(DemoYear.SOFTWARE.size());
        assertThat(browser.text("#figures figcaption")).contains("Milestones: ").contains("platform 2");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void every_view_has_an_address_that_can_be_shared_and_gone_back_from() {
        browser.one("#list tbody th a").click();
        browser.settled();
        assertThat(browser.address()).contains("scope=application%3A");
        assertThat(browser.text("#list h2")).isEqualTo("Changes");
        String shared = browser.address();

        new Select(browser.one("#by")).selectByValue("week");
        browser.settled();
        assertThat(browser.address()).contains("by=week");

        browser.back();
        assertThat(browser.address()).isEqualTo(shared);
        assertThat(new Select(browser.one("#by")).getFirstSelectedOption().getText())
                .isEqualTo("month");
        browser.open(shared + "&basis=billed");
        assertThat(new Select(browser.one("#basis")).getFirstSelectedOption().getText())
                .startsWith("billed");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void applications_are_sorted_and_filtered() {
        List<String> byCost = browser.texts("#list tbody th");
        browser.one("#list thead th:first-child button").click();
        browser.settled();
        List<String> byName = browser.texts("#list tbody th");
        assertThat(byName).isSorted().isNotEqualTo(byCost).containsExactlyInAnyOrderElementsOf(byCost);
        assertThat(browser.one("#list thead th:first-child").getDomAttribute("aria-sort"))
                .isEqualTo("ascending");

        browser.one("#list input").sendKeys("check" + Keys.ENTER);
        browser.settled();
        assertThat(browser.texts("#list tbody th")).containsExactly("checkout");
        assertThat(browser.address()).contains("name=check");
    }

    @Test
    void sorting_by_keyboard_keeps_its_place_and_asks_for_the_list_alone() {
        Object asked = browser.run(ASKED);
        browser.one("#list thead th:first-child button").sendKeys(Keys.ENTER);
        browser.settled();
        browser.until(() -> browser.focused().getText().equals("Application ▲"));
        browser.focused().sendKeys(Keys.ENTER);
        browser.until(() -> browser.focused().getText().equals("Application ▼"));
        browser.one("#list input").sendKeys("check" + Keys.ENTER);
        browser.until(() -> browser.texts("#list tbody th").equals(List.of("checkout")));
        assertThat(browser.focused().getDomAttribute("name")).isEqualTo("name");
        assertThat(browser.run(ASKED)).isEqualTo(asked);

        browser.one("#list tbody th a").sendKeys(Keys.ENTER);
        browser.until(() -> browser.text("#list h2").equals("Changes"));
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("numbers");
    }

    @Test
    void the_table_of_a_picture_comes_as_csv() throws Exception {
        browser.one("figure button.csv").click();
        Path csv = folder.resolve("downloads").resolve("cost-per-change.csv");
        browser.until(() -> Files.exists(csv));
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.getFirst()).isEqualTo("Period,USD per change,Lower end,Upper end,Changes,Note");
        assertThat(lines).hasSize(14);
        assertThat(lines.get(1)).matches("[0-9]{4}-[0-9]{2},[0-9]+\\.[0-9]{6},.*");
    }

    @Test
    void it_works_by_keyboard() {
        browser.run("document.activeElement.blur()");
        browser.focused().sendKeys(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("To the numbers");
        browser.focused().sendKeys(Keys.TAB);
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("scope");
        browser.focused().sendKeys("checkout");
        browser.settled();
        assertThat(browser.address()).contains("application%3Acheckout");
        browser.one("figure summary").sendKeys(Keys.ENTER);
        assertThat(browser.isShown("figure details table")).isTrue();
    }

    @Test
    void no_rule_of_accessibility_is_broken_in_light_dark_and_on_a_phone() {
        browser.run("document.querySelectorAll('details').forEach(one => one.open = true)");
        assertThat(browser.violations()).isEmpty();
        browser.dark(true);
        assertThat(browser.violations()).isEmpty();
        browser.size(500, 900).dark(false);
        assertThat(browser.violations()).isEmpty();
        assertThat(browser.isTooWide()).isFalse();
    }

    @Test
    void months_without_numbers_say_so() {
        browser.open(server.address() + "/?from=2001-01&through=2001-03");
        assertThat(browser.text("#state")).isEqualTo("No bill is known in these months.");
        assertThat(browser.texts("figure .nothing")).isNotEmpty();
        assertThat(browser.text("#headline")).contains("nothing was charged");
        assertThat(browser.violations()).isEmpty();
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void what_the_api_refuses_is_shown_in_its_words() {
        browser.open(server.address() + "/?from=2001-01&through=2026-01&by=day");
        assertThat(browser.text("#state")).contains("by=day answers at most 800 days");
        assertThat(browser.text("#figures")).isEmpty();
    }
}
