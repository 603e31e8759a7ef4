package costperchange.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.ChangeRule;
import costperchange.calculator.money.Rates;
import costperchange.store.Catalogs;
import costperchange.store.Deployments;
import costperchange.store.LocalTable;
import costperchange.store.host.Host;
import costperchange.store.host.Vendor;
import costperchange.webhook.api.FakeApi;
import costperchange.webhook.api.FakeApi.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepairFunctionTest {

    private static final String SECRETS =
            "{\"github-api\": \"s3cret\", \"gitlab-api@gitlab.example.com\": [\"s3cret\"]}";

    private final LocalTable local = new LocalTable();
    private final FakeApi api = new FakeApi();
    private final MovableClock clock = new MovableClock();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        api.close();
        local.close();
    }

    @Test
    void every_repository_of_the_catalog_is_asked_about() {
        catalog("github.com/acme/shop", "gitlab.example.com/acme/web/shop");
        api.gitHub("acme/shop").gitLab(clock.instant().minus(Duration.ofDays(2)).toString());

        Map<String, Object> output = function(SECRETS).handleRequest(Map.of("days", 2), null);

        assertThat(output.get("skipped")).isEqualTo(List.of());
        assertThat(output.get("repositories").toString())
                .contains("repository=github.com/acme/shop", "repository=gitlab.example.com/acme/web/shop", "new=4");
        assertThat(new Deployments(local.table()).all("application-0")).hasSize(1);
        assertThat(new Deployments(local.table()).all("application-1")).hasSize(1);

        Map<String, Object> again = function(SECRETS).handleRequest(Map.of("days", 2.0), null);
        assertThat(again.get("repositories").toString()).contains("new=0").doesNotContain("new=4");
    }

    @Test
    void what_cannot_be_asked_is_skipped_and_said() {
        catalog("github.com/acme/shop", "gitlab.example.com/acme/web/shop", "bitbucket.org/acme/search");

        Map<String, Object> output = function("{}").handleRequest(Map.of(), null);

        assertThat(output.get("repositories")).isEqualTo(List.of());
        assertThat(output.get("skipped"))
                .isEqualTo(List.of(
                        "bitbucket.org/acme/search: no host of GitHub or GitLab that is known here",
                        "github.com: the secret holds no token called 'github-api'",
                        "gitlab.example.com: the secret holds no token called 'gitlab-api@gitlab.example.com'"));
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void without_a_catalog_there_is_nothing_to_ask_about() {
        assertThat(function(SECRETS).handleRequest(Map.of(), null))
                .isEqualTo(Map.of("repositories", List.of(), "skipped", List.of()));
    }

    @Test
    void what_a_person_has_to_mend_fails_once_all_others_are_done() {
        catalog("github.com/acme/shop", "github.com/acme/gone");
        api.gitHub("acme/shop").on("/repos/acme/gone", Answer.status(404, Map.of()));

        assertThatIllegalStateException()
                .isThrownBy(() -> function(SECRETS).handleRequest(Map.of(), null))
                .withMessageContaining("/repos/acme/gone answered 404: there is no such repository");
        assertThat(new Deployments(local.table()).all("application-0")).hasSize(1);
    }

    @Test
    void the_end_of_the_time_is_no_error() {
        catalog("github.com/acme/shop");
        Repair repair = repair(SECRETS);

        Repair.Outcome outcome = repair.run(3, clock.instant());

        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.skipped()).containsExactly("github.com/acme/shop: the time was up");
    }

    @Test
    void a_number_of_days_that_makes_no_sense_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> function(SECRETS).handleRequest(Map.of("days", 0), null))
                .withMessage("days must be a whole number from 1 to 90, not 0");
    }

    @Test
    void the_environment_says_which_hosts_there_are() {
        Map<String, Host> hosts = Environment.hosts(Map.of("GITHUB_HOST", "GitHub.example.com", "GITLAB_HOST", ""));

        assertThat(hosts).containsOnlyKeys("github.com", "gitlab.com", "github.example.com");
        assertThat(hosts.get("github.com").base()).isEqualTo(URI.create("https://api.github.com"));
        assertThat(hosts.get("github.example.com").base()).isEqualTo(URI.create("https://github.example.com/api/v3"));
        assertThat(hosts.get("github.example.com").secret()).isEqualTo("github-api@github.example.com");
        assertThat(hosts.get("gitlab.com").base()).isEqualTo(URI.create("https://gitlab.com/api/v4"));
    }

    private RepairFunction function(String secrets) {
        return new RepairFunction(repair(secrets));
    }

    private Repair repair(String secrets) {
        Map<String, Host> hosts = Map.of(
                "github.com", new Host("github.com", Vendor.GITHUB, api.base()),
                "gitlab.example.com", new Host("gitlab.example.com", Vendor.GITLAB, api.base()));
        return new Repair(new BackFill(local.table(), client), new Secrets(() -> secrets, clock), hosts, clock);
    }

    private Instant catalog(String... repositories) {
        List<Application> applications = Stream.of(repositories)
                .map(repository -> new Application(
                        "application-" + List.of(repositories).indexOf(repository),
                        List.of(),
                        null,
                        List.of(),
                        List.of(ChangeRule.repository(repository)),
                        List.of(),
                        null,
                        null,
                        false))
                .toList();
        Catalog none = Catalog.NONE;
        Catalog catalog = new Catalog(
                none.production(),
                none.environments(),
                none.applicationTags(),
                none.environmentTags(),
                none.currencies(),
                none.teams(),
                applications,
                none.pools(),
                none.unallocated(),
                none.milestones(),
                none.deliveries(),
                Rates.NONE,
                Map.of());
        return new Catalogs(local.table()).upload("text", catalog, null, clock);
    }
}
