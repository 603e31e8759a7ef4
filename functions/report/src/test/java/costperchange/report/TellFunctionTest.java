package costperchange.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.standardwebhooks.Webhook;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.WordBack;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Told;
import costperchange.calculator.time.Days;
import costperchange.report.HostOfCode.Delivery;
import costperchange.report.HostOfCode.Failure;
import costperchange.report.word.Receivers;
import costperchange.report.word.Tell;
import costperchange.report.word.WordSecrets;
import costperchange.store.Table;
import costperchange.store.WatchedClient;
import costperchange.store.host.Host;
import costperchange.store.host.Patience;
import costperchange.store.host.Vendor;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Checkout costs 10 a day up to 8 November and 17 from the 9th on, the day of the change.
class TellFunctionTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final String COMMIT = "9f2c41d0a5b3c7e8f1a2b3c4d5e6f708192a3b4c";
    private static final String GITHUB = "/repos/acme/shop/commits/" + COMMIT + "/comments";
    private static final String GITLAB = "/projects/acme%2Fweb%2Fshop/repository/commits/" + COMMIT + "/comments";
    private static final String SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("a secret of twenty-four".getBytes());
    private static final LocalDate TWELFTH = NOVEMBER.atDay(12);

    private final HostOfCode host = new HostOfCode();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Duration> waited = new ArrayList<>();
    private Books books;
    private String application = "";

    @AfterEach
    void close() {
        client.close();
        host.close();
        if (books != null) {
            books.close();
        }
    }

    @Test
    void a_commit_on_github_is_told_what_its_change_cost_once_its_first_full_day_is_known() {
        given("checkout", "github.com/acme/shop", WordBack.GITHUB);
        billed(12);

        assertThat(run(12).get("told")).isEqualTo(1);

        assertThat(host.comments(GITHUB, "body")).containsExactly("""
                What `checkout` cost around this change, which reached production on 9 November 2026, 12:01 UTC: the \
                first full day since (10 November) beside the mean of the seven days before (2 November to \
                8 November). No other change of it fell into the days since, and 0 changes into those before. This \
                describes the days, and names no cause.

                | cost per day | before | since | difference | run cost so far |
                | --- | ---: | ---: | ---: | ---: |
                | `USD` | 10.00 | 17.00 | +7.00 | 42.49 in 2.5\u00a0d live |

                Effective cost, all environments. Run cost is what production cost while this change was live, as far \
                as the bills go. Estimated: a bill of these days may still change.

                <!-- cost-per-change cpc_76b3fe8a5a49c4496421bd79d67053ea -->
                """);
        assertThat(run(12).get("told")).isEqualTo(0);
        assertThat(host.comments()).isEqualTo(1);
    }

    @Test
    void it_is_told_again_after_seven_full_days_and_then_no_more() {
        given("checkout", "github.com/acme/shop", WordBack.GITHUB);
        billed(12);
        run(12);
        billed(17);
        assertThat(run(17).get("told")).isEqualTo(0);
        billed(18);
        assertThat(run(18).get("told")).isEqualTo(1);
        billed(24);
        assertThat(run(24).get("told")).isEqualTo(0);

        assertThat(host.comments(GITHUB, "body"))
                .hasSize(2)
                .last()
                .asString()
                .contains("7 full days since (10 November to 16 November)");
    }

    @Test
    void nothing_is_told_before_the_day_is_complete_nor_while_bills_are_being_worked_through() {
        given("checkout", "github.com/acme/shop", WordBack.GITHUB);
        billed(11);
        assertThat(run(11).get("told")).isEqualTo(0);
        bill(12).onlyCommitted("2026-11-12T05:00:00Z");
        assertThat(run(12)).containsEntry("waiting", "bills are being worked through");
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void an_application_that_does_not_ask_is_not_told_of() {
        given("checkout", "github.com/acme/shop");
        billed(12);
        assertThat(run(12).get("told")).isEqualTo(0);
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void what_becomes_known_late_is_told_all_the_same() {
        given("checkout", "github.com/acme/shop", WordBack.GITHUB);
        billed(12);
        run(12);
        billed(29);

        assertThat(run(29).get("told")).isEqualTo(1);
        assertThat(host.comments(GITHUB, "body"))
                .last()
                .asString()
                .contains("7 full days since (10 November to 16 November)");
    }

    @Test
    void a_history_that_is_read_at_once_is_not_told_but_for_its_last_two_weeks() {
        given("checkout", "github.com/acme/shop", WordBack.GITHUB);
        everyDay();
        billed(30);
        // Complete through the 28th, two weeks back to the 16th: seven days after the changes of the 9th, of
        // which there are two, to the 21st, and one after those of the 22nd to the 27th.
        assertThat(run(30).get("told")).isEqualTo(20);
    }

    /// Of the 28th, the webhook has seven days after the changes of the 15th to the 21st and one after those up
    /// to the 27th; the repository, which was told for long, has two weeks.
    @Test
    void a_receiver_that_is_new_in_the_catalog_is_told_of_the_week_before_only() {
        given("checkout", "github.com/acme/shop", WordBack.GITHUB);
        everyDay();
        books.catalog(catalog("checkout", WordBack.GITHUB, WordBack.WEBHOOK), "2026-11-29T10:00:00Z");
        billed(30);

        run(30);
        assertThat(host.comments()).isEqualTo(20);
        assertThat(host.deliveries()).hasSize(13);
    }

    @Test
    void an_application_that_did_not_ask_for_a_while_is_new() {
        given("checkout", "github.com/acme/shop", WordBack.WEBHOOK);
        everyDay();
        books.catalog(catalog("checkout"), "2026-11-27T10:00:00Z")
                .catalog(catalog("checkout", WordBack.WEBHOOK), "2026-11-28T10:00:00Z");
        billed(30);

        // From the 21st on: the 14th's change, too.
        assertThat(run(30).get("told")).isEqualTo(14);
    }

    private void everyDay() {
        for (int day = 1; day <= 28; day++) {
            books.tell("checkout", NOVEMBER.atDay(day), 5, told("github.com/acme/shop", "%040x".formatted(day), null));
        }
    }

    @Test
    void a_commit_on_a_gitlab_of_ones_own_gets_a_note() {
        given("checkout", "gitlab.example.com/acme/web/shop", WordBack.GITHUB, WordBack.GITLAB);
        billed(12);
        assertThat(run(12)).containsEntry("told", 1).containsEntry("refused", List.of());
        assertThat(host.comments(GITLAB, "note")).singleElement().asString().contains("| `USD` | 10.00 | 17.00 |");
    }

    @Test
    void a_tag_is_made_a_commit_first() {
        given("checkout", "github.com/acme/shop", WordBack.GITHUB);
        books.tell("checkout", NOVEMBER.atDay(10), 1, told("github.com/acme/shop", "release/1.2", null));
        host.on("/repos/acme/shop/commits/release%2F1.2", "{\"sha\": \"" + "ab".repeat(20) + "\"}");
        billed(13);
        assertThat(run(13)).containsEntry("told", 2);
        assertThat(host.comments("/repos/acme/shop/commits/" + "ab".repeat(20) + "/comments", "body"))
                .hasSize(1);
    }

    @Test
    void a_webhook_is_signed_as_the_library_of_standard_webhooks_checks_and_is_what_the_schema_says() throws Exception {
        given("checkout", "github.com/acme/shop", WordBack.WEBHOOK);
        billed(12);
        assertThat(run(12).get("told")).isEqualTo(1);

        Delivery delivery = host.deliveries().getFirst();
        new Webhook(SECRET).verify(delivery.body(), HttpHeaders.of(delivery.headers(), (name, value) -> true));
        assertThat(schema().validate(delivery.body(), InputFormat.JSON)).isEmpty();
        assertThat(delivery.headers().get("Webhook-id")).containsExactly("cpc_76b3fe8a5a49c4496421bd79d67053ea");
        assertThat(delivery.body()).contains("\"perDayBefore\":\"10\"", "\"timestamp\":\"2026-11-11T00:00:00Z\"");
        assertThat(schema().validate(delivery.body().replace("\"10\"", "10"), InputFormat.JSON))
                .as("amounts are no numbers")
                .isNotEmpty();
    }

    @Test
    void a_receiver_that_is_busy_is_waited_for_and_told_once() {
        given("checkout", "github.com/acme/shop", WordBack.GITHUB, WordBack.WEBHOOK);
        billed(12);
        host.failing(
                new Failure(429, Map.of("Retry-After", "7"), false),
                new Failure(503, Map.of("Retry-After", "3"), false),
                new Failure(500, Map.of(), true));

        assertThat(tell(books.table(), Clock.systemUTC()))
                .isEqualTo(new Tell.Outcome(2, 0, List.of(), List.of(), List.of()));

        assertThat(host.comments())
                .as("an answer of 500 whose comment was made")
                .isEqualTo(1);
        assertThat(host.deliveries()).hasSize(1);
        assertThat(waited.stream().map(Duration::toSeconds)).anyMatch(s -> s >= 6);
    }

    @Test
    void an_answer_that_never_came_is_looked_for_before_it_is_told_again() {
        given("checkout", "github.com/acme/shop", WordBack.GITHUB);
        billed(12);
        host.failing(new Failure(0, Map.of(), true));
        assertThat(tell(books.table(), Clock.systemUTC()).told()).isEqualTo(1);
        assertThat(host.comments()).isEqualTo(1);
    }

    @Test
    void one_that_refuses_does_not_stop_the_others_and_is_tried_again_the_next_day() {
        given("checkout", "github.com/acme/shop", WordBack.GITHUB, WordBack.WEBHOOK);
        billed(12);
        host.on(GITHUB, "403");
        Map<String, Object> output = run(12);
        assertThat(output).containsEntry("told", 1).containsEntry("failed", List.of());
        assertThat(output.get("refused").toString())
                .contains("checkout " + COMMIT + ", after 1 full day, to github")
                .contains("answered 403: the token may not read this")
                .doesNotContain("t0ken");

        host.on(GITHUB, "404");
        assertThat(run(12).get("refused").toString()).contains("answered 404: there is no such repository");
        assertThat(host.deliveries()).hasSize(1);
    }

    @Test
    void one_that_does_not_answer_fails_once_all_others_are_told_so_that_it_is_tried_again() {
        given("checkout", "github.com/acme/shop", WordBack.WEBHOOK, WordBack.GITHUB);
        billed(12);
        Failure down = new Failure(503, Map.of(), false);
        host.failing(down, down, down, down, down);
        Tell.Outcome outcome = tell(books.table(), Clock.systemUTC());
        assertThat(outcome.failed())
                .singleElement()
                .asString()
                .endsWith("to webhook: webhook-url answered 503; gave up after 5 tries")
                .doesNotContain("hook?key");
        assertThat(outcome.told()).isEqualTo(1);
        assertThat(tell(books.table(), Clock.systemUTC()).told()).isEqualTo(1);
    }

    @Test
    void what_is_wrong_with_the_secrets_is_said_without_them_and_stops_no_other() {
        given("checkout", "github.com/acme/shop", WordBack.GITHUB, WordBack.WEBHOOK);
        billed(12);
        Tell broken = tell(books.table(), host, """
                {"github-api": "t0ken\\nwith a line", "webhook-url": "%s/hook", "webhook-secret": "whsec_*"}""".formatted(host.base()));
        Tell.Outcome outcome = broken.tell(broken.plan(TWELFTH).due(), patience(Clock.systemUTC()));
        assertThat(outcome.refused().toString())
                .contains("github.com has no token", "webhook-secret is none of Standard Webhooks")
                .doesNotContain("t0ken", "whsec_*");
        Tell open = tell(books.table(), host, """
                {"webhook-url": "http://hooks.example.com/", "webhook-secret": "%s"}""".formatted(SECRET));
        assertThat(open.tell(open.plan(TWELFTH).due(), patience(Clock.systemUTC()))
                        .refused()
                        .toString())
                .contains("webhook-url is not an https address");
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void a_change_without_a_commit_is_said_in_the_log_and_told_where_it_can_be() {
        given("checkout", null, WordBack.GITHUB, WordBack.WEBHOOK);
        billed(12);
        assertThat(run(12)).containsEntry("told", 1);
        assertThat(run(12).get("refused").toString()).contains("no repository or revision was told");
    }

    @Test
    void a_change_that_was_rolled_back_says_so() {
        given("checkout", "github.com/acme/shop", WordBack.GITHUB);
        books.tell(
                "checkout",
                NOVEMBER.atDay(9),
                1,
                told("github.com/acme/shop", COMMIT, Instant.parse("2026-11-09T14:00:00Z")));
        billed(12);
        run(12);
        assertThat(host.comments(GITHUB, "body").getFirst())
                .contains("**It was rolled back** on 9 November 2026, 14:00 UTC.");
    }

    @Test
    void a_name_is_neither_markup_nor_a_mention() {
        given("`@acme/all` <b>[x](http://x)|", "github.com/acme/shop", WordBack.GITHUB);
        billed(12);
        run(12);
        assertThat(host.comments(GITHUB, "body").getFirst())
                .startsWith("What `` `@acme/all` <b>[x](http://x)\\| `` cost around this change");
    }

    @Test
    void a_crash_between_any_two_calls_loses_nothing_and_shows_nothing_twice() {
        int crashes = 0;
        boolean crashed = true;
        for (int call = 1; crashed; call++) {
            try (HostOfCode fresh = new HostOfCode()) {
                given("checkout", "github.com/acme/shop", WordBack.GITHUB, WordBack.WEBHOOK);
                billed(12);
                crashed = crashing(call, fresh);
                crashes += crashed ? 1 : 0;
                tell(books.table(), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(21)), fresh);
                assertThat(fresh.comments()).as("call " + call).isEqualTo(1);
                assertThat(fresh.deliveries().stream()
                                .map(one -> one.headers().get("Webhook-id"))
                                .distinct())
                        .as("call " + call)
                        .hasSize(1);
                assertThat(fresh.deliveries()).hasSizeLessThanOrEqualTo(2);
                assertThat(tell(books.table(), Clock.systemUTC(), fresh).told()).isZero();
                books.close();
                books = null;
            }
        }
        assertThat(crashes).isGreaterThan(8);
    }

    @Test
    void two_workers_at_once_tell_it_once() throws Exception {
        given("checkout", "github.com/acme/shop", WordBack.GITHUB, WordBack.WEBHOOK);
        billed(12);
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
            List<Future<Tell.Outcome>> both =
                    workers.invokeAll(List.of(() -> atOnce(together), () -> atOnce(together)));
            int told = 0;
            for (Future<Tell.Outcome> one : both) {
                told += one.get().told();
            }
            assertThat(told).isEqualTo(2);
        }
        assertThat(host.comments()).isEqualTo(1);
        assertThat(host.deliveries()).hasSize(1);
    }

    private Tell.Outcome atOnce(CyclicBarrier together) throws Exception {
        Tell tell = tell(books.table(), host);
        List<Tell.Due> due = tell.plan(TWELFTH).due();
        together.await();
        return tell.tell(due, patience(Clock.systemUTC()));
    }

    /// Ends as a process does: no call after that one takes effect.
    private boolean crashing(int call, HostOfCode to) {
        int[] calls = {0};
        Table failing = new Table(
                WatchedClient.around(books.table().client(), new WatchedClient.Watcher() {
                    @Override
                    public void before(String operation) {
                        if (++calls[0] > call) {
                            throw new IllegalStateException("crashed");
                        }
                    }

                    @Override
                    public void after(String operation) {
                        if (calls[0] == call) {
                            throw new IllegalStateException("crashed");
                        }
                    }
                }),
                books.table().name());
        try {
            tell(failing, Clock.systemUTC(), to);
            return false;
        } catch (IllegalStateException crashed) {
            return true;
        }
    }

    private Tell.Outcome tell(Table table, Clock clock) {
        return tell(table, clock, host);
    }

    private Tell.Outcome tell(Table table, Clock clock, HostOfCode to) {
        Tell tell = tell(table, to);
        return tell.tell(tell.plan(TWELFTH).due(), patience(clock));
    }

    private Patience patience(Clock clock) {
        return new Patience(clock, waited::add, Instant.MAX);
    }

    private Map<String, Object> run(int day) {
        return new TellFunction(tell(books.table(), host), Clock.systemUTC())
                .handleRequest(Map.of("time", NOVEMBER.atDay(day) + "T08:30:00Z"), null);
    }

    private Tell tell(Table table, HostOfCode to) {
        return tell(table, to, """
                {"github-api": "t0ken", "gitlab-api@gitlab.example.com": ["t0ken"], "webhook-url": "%s/hook?key=k",
                 "webhook-secret": "%s"}""".formatted(to.base(), SECRET));
    }

    private Tell tell(Table table, HostOfCode to, String secrets) {
        Map<String, Host> hosts = Map.of(
                "github.com", new Host("github.com", Vendor.GITHUB, to.base()),
                "gitlab.example.com", new Host("gitlab.example.com", Vendor.GITLAB, to.base()));
        return new Tell(
                table,
                new Receivers(
                        hosts,
                        new WordSecrets(() -> secrets),
                        client,
                        () -> {
                            throw new IllegalStateException("no bus is asked for");
                        },
                        "default"));
    }

    private void given(String application, String repository, WordBack... wordBack) {
        books = books(application, repository, wordBack);
        this.application = application;
    }

    static Books books(String application, String repository, WordBack... wordBack) {
        Books books = new Books(catalog(application, wordBack));
        books.tell(application, LocalDate.of(2026, 10, 20), 1, told(repository, "0".repeat(40), null));
        books.tell(application, NOVEMBER.atDay(9), 1, told(repository, COMMIT, null));
        return books;
    }

    private static Catalog catalog(String application, WordBack... wordBack) {
        Application one = new Application(
                application,
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                false,
                null,
                List.of(wordBack));
        Catalog none = Catalog.NONE;
        return new Catalog(
                none.production(),
                none.environments(),
                none.applicationTags(),
                none.environmentTags(),
                none.currencies(),
                none.teams(),
                List.of(one),
                none.pools(),
                none.unallocated(),
                none.milestones(),
                none.deliveries(),
                none.rates(),
                none.bills());
    }

    private static Told told(String repository, String revision, Instant rolledBackAt) {
        Origin origin = repository == null ? Origin.NONE : Origin.repository(repository);
        return new Told(origin, "production", revision, null, null, null, null, null, rolledBackAt, null, null, null);
    }

    private void billed(int day) {
        bill(day).knownAt(NOVEMBER.atDay(day) + "T05:00:00Z").joined();
    }

    private Books.OfMonth bill(int day) {
        return bill(books, application, day);
    }

    /// A bill as it stands early on a day.
    static Books.OfMonth bill(Books books, String application, int day) {
        return books.bill(NOVEMBER)
                .daily(application, "10", Books.USD, new Days(NOVEMBER.atDay(1), NOVEMBER.atDay(9)))
                .daily(application, "17", Books.USD, new Days(NOVEMBER.atDay(9), NOVEMBER.atDay(day)));
    }

    static Schema schema() {
        try (InputStream json =
                TellFunctionTest.class.getResourceAsStream("/costperchange/report/word/word.schema.json")) {
            return SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12,
                            registry ->
                                    registry.schemaRegistryConfig(com.networknt.schema.SchemaRegistryConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .build()))
                    .getSchema(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
