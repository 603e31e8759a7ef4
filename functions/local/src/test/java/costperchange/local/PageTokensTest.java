package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import costperchange.store.api.Guard;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/// The page where a token is needed: for whoever has none, the wrong one, or one of a team.
class PageTokensTest {

    @TempDir
    static Path folder;

    private static Browser browser;

    @BeforeAll
    static void start() {
        assumeTrue(Browser.isInstalled(), "chromium and chromedriver are not installed");
        browser = new Browser(folder);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void where_a_token_is_needed_it_is_asked_for_and_kept_in_the_tab_until_it_holds_no_more() throws Exception {
        guarded((address, issuer) -> {
            browser.open(address + "/");
            assertThat(browser.text("#state")).isEqualTo("These numbers need a token.");
            assertThat(browser.violations()).isEmpty();

            give(issuer.token(claims -> claims.claim("scope", "read")));
            assertThat(browser.isShown("#entry")).isFalse();
            assertThat(browser.focused().getDomAttribute("id")).isEqualTo("numbers");
            browser.open(address + "/?by=week");
            assertThat(browser.text("#state")).startsWith("No bill");

            browser.run("sessionStorage.clear()");
            browser.one("#list thead button").click();
            browser.until(() -> browser.text("#state").equals("These numbers need a token."));
            assertThat(browser.isShown("#entry")).isTrue();
        });
    }

    @Test
    void a_token_that_reads_nothing_does_not_lock_its_holder_out() throws Exception {
        guarded((address, issuer) -> {
            browser.open(address + "/");
            browser.one("#token").sendKeys(issuer.token(claims -> claims.claim("scope", "openid")) + Keys.ENTER);
            browser.until(() -> browser.text("#state").contains("the token has no scope that reads"));
            browser.settled();
            assertThat(browser.violations()).isEmpty();

            browser.one("#token").clear();
            give(issuer.token(claims -> claims.claim("scope", "read")));
        });
    }

    @Test
    void who_opens_the_address_of_another_team_goes_on_to_their_own() throws Exception {
        guarded((address, issuer) -> {
            browser.open(address + "/?scope=organisation");
            browser.one("#token")
                    .sendKeys(
                            issuer.token(claims -> claims.claim("scope", "team").claim("team", "payments"))
                                    + Keys.ENTER);
            browser.until(() -> browser.text("#state").contains("this token reads payments only, not organisation"));
            browser.settled();
            Select scope = new Select(browser.one("#scope"));
            assertThat(scope.getOptions())
                    .extracting(WebElement::getText)
                    .containsExactly("choose", "payments", "checkout");
            assertThat(browser.violations()).isEmpty();

            scope.selectByVisibleText("payments");
            browser.until(() -> browser.text("#state").startsWith("No bill"));
            assertThat(browser.isShown("#entry")).isFalse();
        });
    }

    /// Gives a token that opens the page.
    private static void give(String token) {
        browser.one("#token").sendKeys(token + Keys.ENTER);
        browser.until(() -> browser.text("#state").startsWith("No bill"));
        browser.settled();
    }

    private interface Visit {
        void at(String address, Issuer issuer);
    }

    /// A visit to an installation of two teams that takes an issuer's tokens. Each has an address of its own,
    /// for which the tab keeps no token yet.
    private static void guarded(Visit visit) throws Exception {
        Guard.Token guard = new Guard.Token("read", "team", "write", "team");
        try (Issuer issuer = new Issuer();
                Installation guarded = Installation.open(Optional.empty(), Map.of(), guard, Clock.systemUTC());
                LocalServer behind = new LocalServer(
                        0, Tokens.of(issuer.address(), Issuer.AUDIENCE).before(guarded::route));
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest catalog = HttpRequest.newBuilder(URI.create(behind.address() + "/v1/catalog"))
                    .header("authorization", "Bearer " + issuer.token(claims -> claims.claim("scope", "write")))
                    .PUT(HttpRequest.BodyPublishers.ofString("""
                            teams: [{name: payments}, {name: discovery}]
                            applications: [{name: checkout, team: payments}, {name: search, team: discovery}]
                            """))
                    .build();
            assertThat(client.send(catalog, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            visit.at(behind.address(), issuer);
        }
    }
}
