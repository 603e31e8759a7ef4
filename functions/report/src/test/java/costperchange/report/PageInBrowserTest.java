package costperchange.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import costperchange.report.message.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

class PageInBrowserTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    @Test
    void a_browser_shows_the_page_as_it_is_meant(@TempDir Path folder) {
        assumeTrue(Files.exists(CHROMIUM) && Files.exists(DRIVER), "chromium and chromedriver are not installed");
        String page = new ReportFunction(
                        Acme.books().table(),
                        new Directory(folder),
                        Set.of(Rendition.values()),
                        () -> Channels.NONE,
                        Clock.systemUTC())
                .handleRequest(Map.of("month", "2026-10"), null)
                .getFirst();
        ChromeDriver browser = browser(folder);
        try {
            browser.manage().window().setSize(new Dimension(1280, 1000));
            browser.get(page);
            assertThat(browser.getTitle()).isEqualTo("Cost per change, October 2026");
            assertThat(shown(browser, "svg.wide circle")).hasSize(13);
            assertThat(shown(browser, "svg.wide circle.estimated")).hasSize(1);
            assertThat(shown(browser, "svg.narrow")).isEmpty();
            assertThat(browser.findElements(By.tagName("script"))).isEmpty();
            assertThat(browser.findElements(By.cssSelector("tbody th")))
                    .extracting(WebElement::getText)
                    .anyMatch(name -> name.startsWith(Acme.HOSTILE));
            assertThat(browser.findElements(By.cssSelector("table"))).allSatisfy(table -> {
                assertThat(table.findElements(By.tagName("caption"))).hasSize(1);
                assertThat(table.findElements(By.cssSelector("thead th:not([scope])")))
                        .isEmpty();
            });
            assertThat(wider(browser)).as("nothing but tables scrolls sideways").isFalse();
            assertThat(violations(browser)).as("in light").isEmpty();
            browser.executeCdpCommand(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
            assertThat(violations(browser)).as("in dark").isEmpty();
            assertThat(browser.findElement(By.linkText("The same as a workbook (XLSX)"))
                            .getAttribute("href"))
                    .endsWith("/2026-10/cost-per-change.xlsx");

            browser.manage().window().setSize(new Dimension(500, 1000));
            assertThat(shown(browser, "svg.narrow circle")).hasSize(13);
            assertThat(shown(browser, "svg.wide")).isEmpty();
            assertThat(wider(browser)).isFalse();
            assertThat(violations(browser)).as("at phone width").isEmpty();
            assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        } finally {
            browser.quit();
        }
    }

    /// What axe finds: every rule it has.
    private static List<String> violations(ChromeDriver browser) {
        return new AxeBuilder()
                .setLegacyMode(true).analyze(browser).getViolations().stream()
                        .map((Rule rule) -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
                        .toList();
    }

    private static List<WebElement> shown(ChromeDriver browser, String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .toList();
    }

    private static boolean wider(ChromeDriver browser) {
        return Boolean.TRUE.equals(browser.executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }

    private static ChromeDriver browser(Path folder) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("browser"));
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
    }
}
