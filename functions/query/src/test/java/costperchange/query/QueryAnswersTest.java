package costperchange.query;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Period;
import costperchange.store.Given;
import costperchange.store.LocalTable;
import costperchange.store.Measurements;
import costperchange.store.api.Guard;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What answers say, from bills and deployments that were stored.
class QueryAnswersTest {

    private static final String CLOSED = "2026-04-20T06:00:00Z";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-25T08:00:00Z"), ZoneOffset.UTC);

    private final LocalTable local = new LocalTable();
    private final Given given = new Given(local.table());
    private final QueryFunction query = new QueryFunction(new Measurements(local.table()), new Guard.Open(), CLOCK);

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void two_currencies_are_two_rows_that_share_one_count_and_have_no_total() {
        billedInTwoCurrencies()
                .deployed("checkout", "c1", "2026-01-10T10:00:00Z")
                .joined("checkout", "2026-01");

        JsonNode answer = ok("/v1/cost-per-change?from=2026-01&to=2026-02");

        assertThat(answer.path("rows")).hasSize(2);
        assertThat(answer.path("rows"))
                .extracting(row -> row.path("currency").asString())
                .containsExactly("EUR", "USD");
        assertThat(answer.path("rows"))
                .extracting(row -> row.path("changes").asInt())
                .containsExactly(1, 1);
        assertThat(answer.path("total").isNull()).isTrue();
        assertThat(answer.path("currency").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "eur"})
    void a_currency_is_asked_for_in_whatever_case(String currency) {
        billedInTwoCurrencies().joined("checkout", "2026-01");

        JsonNode answer = ok("/v1/cost-per-change?from=2026-01&to=2026-02&currency=" + currency);

        assertThat(answer.path("currency").asString()).isEqualTo("EUR");
        assertThat(answer.path("rows").path(0).path("costNotMeasured").asString())
                .isEqualTo("20");
    }

    /// No zero stands for what is not there.
    @Test
    void in_a_currency_that_was_not_charged_there_is_no_cost() {
        given.billed("2026-01", CLOSED, List.of(Given.usage("checkout", "2026-01-10", "30")))
                .deployed("checkout", "c1", "2026-01-10T10:00:00Z")
                .joined("checkout", "2026-01");

        JsonNode row = ok("/v1/cost-per-change?from=2026-01&to=2026-02&currency=EUR")
                .path("rows")
                .path(0);

        assertThat(List.of("currency", "cost", "direct", "shared", "costPerChange", "costPerDay"))
                .allSatisfy(name -> assertThat(row.path(name).isNull()).as(name).isTrue());
        assertThat(row.path("byProvider")).isEmpty();
        assertThat(row.path("changes").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"day", "week", "month"})
    void however_it_is_cut_it_adds_up_to_the_same(String by) {
        twoMonths();

        JsonNode answer = ok("/v1/cost-per-change?from=2026-01-15&to=2026-02-20&by=" + by);

        assertThat(answer.path("rows").size()).isEqualTo(by.equals("day") ? 36 : by.equals("week") ? 6 : 2);
        // 17 days of 10, 19 of 20; the Wednesdays of those weeks.
        assertThat(answer.path("total").path("cost").asString()).isEqualTo("550");
        assertThat(answer.path("total").path("changes").asInt()).isEqualTo(5);
        assertThat(new BigDecimal(answer.path("total").path("costPerChange").asString()))
                .isEqualByComparingTo("110");
        assertThat(answer.path("rows")
                        .valueStream()
                        .map(row -> new BigDecimal(row.path("cost").asString()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("550");
    }

    @ParameterizedTest
    @CsvSource({"2026-02-05T06:00:00Z, '', 0", "2026-03-01T00:00:00Z, 310, 1", "2026-04-24T00:00:00Z, 372, 2"})
    void as_of_a_time_it_answers_what_was_known_then(String asOf, String cost, int changes) {
        given.billed("2026-01", "2026-02-20T06:00:00Z", daily("checkout", "2026-01", "10"))
                .billed("2026-01", CLOSED, daily("checkout", "2026-01", "12"))
                .deployed("checkout", "c1", "2026-01-01T10:00:00Z")
                .deployed("checkout", "c2", "c2", "2026-01-15T10:00:00Z", "2026-03-10T10:00:00Z")
                .joined("checkout", "2026-01");

        JsonNode row = ok("/v1/cost-per-change?from=2026-01&to=2026-02&as-of=" + asOf)
                .path("rows")
                .path(0);

        assertThat(row.path("cost").asString("")).isEqualTo(cost);
        assertThat(row.path("changes").asInt()).isEqualTo(changes);
        assertThat(ok("/v1/ledger/2026-01?as-of=" + asOf)
                        .path("totals")
                        .path(0)
                        .path("total")
                        .asString(""))
                .isEqualTo(cost);
        assertThat(ok("/v1/applications?from=2026-01&to=2026-02&as-of=" + asOf)
                        .path("rows")
                        .path(0)
                        .path("numbers")
                        .path("cost")
                        .asString(""))
                .isEqualTo(cost);
    }

    @Test
    void only_the_organisation_shows_what_is_unallocated() {
        given.billed(
                        "2026-01",
                        CLOSED,
                        List.of(Given.usage("checkout", "2026-01-10", "30"), Given.usage("", "2026-01-10", "5.27")))
                .joined("checkout", "2026-01");

        assertThat(total("/v1/cost-per-change?from=2026-01&to=2026-02")
                        .path("unallocated")
                        .asString())
                .isEqualTo("5.27");
        assertThat(total("/v1/cost-per-change?from=2026-01&to=2026-02&scope=application:checkout")
                        .path("unallocated")
                        .isNull())
                .isTrue();
        assertThat(total("/v1/cost-per-change?from=2026-01-11&to=2026-02")
                        .path("unallocated")
                        .asString())
                .isEqualTo("0");
    }

    @Test
    void a_month_without_a_bill_has_no_cost_and_a_month_without_a_change_has_no_cost_per_change() {
        given.billed("2026-01", CLOSED, daily("checkout", "2026-01", "10"))
                .billed("2026-02", CLOSED, daily("checkout", "2026-02", "20"))
                .deployed("checkout", "c1", "2026-01-01T10:00:00Z")
                .deployed("checkout", "c3", "2026-03-01T10:00:00Z");
        List.of("2026-01", "2026-02", "2026-03").forEach(month -> given.joined("checkout", month));

        JsonNode rows = ok("/v1/cost-per-change?from=2026-01&to=2026-04").path("rows");

        assertThat(rows.path(0).path("costPerChange").asString()).isEqualTo("310.000000");
        assertThat(rows.path(1).path("cost").asString()).isEqualTo("560");
        assertThat(rows.path(1).path("costPerChange").isNull()).isTrue();
        assertThat(rows.path(2).path("cost").isNull()).isTrue();
        assertThat(rows.path(2).path("costPerChange").isNull()).isTrue();
        assertThat(rows.path(2).path("changesNotMeasured").asInt()).isEqualTo(1);
    }

    @Test
    void a_name_that_looks_like_a_formula_is_made_harmless_in_csv_and_left_alone_in_json() {
        String name = "=HYPERLINK(\"https://example.com\")";
        given.billed("2026-01", CLOSED, List.of(Given.usage(name, "2026-01-10", "-30")))
                .joined(name, "2026-01");
        String path = "/v1/applications?from=2026-01&to=2026-02";

        assertThat(query.handleRequest(Requests.get(path, Requests.CSV), null)
                        .getBody()
                        .lines()
                        .toList()
                        .get(1))
                .startsWith("\"'=HYPERLINK(\"\"https://example.com\"\")\",,,,USD,")
                .contains(",-30,");
        assertThat(ok(path).path("rows").path(0).path("application").asString()).isEqualTo(name);
    }

    @Test
    void paging_visits_each_change_once() {
        List<String> deployed = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // Three at the same moment.
            String at = "2026-01-%02dT10:00:00Z".formatted(i < 3 ? 10 : 10 + i);
            given.deployed("checkout", "c" + i, at);
            deployed.add("c" + i);
        }
        given.joined("checkout", "2026-01");
        String path = "/v1/changes?application=checkout&from=2026-01&to=2026-02&limit=2";

        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = ok(path + after);
            page.path("rows").forEach(row -> seen.add(row.path("revision").asString()));
            sizes.add(page.path("rows").size());
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());

        assertThat(seen).isEqualTo(deployed);
        assertThat(sizes).containsExactly(2, 2, 2, 1);
    }

    @Test
    void between_the_commit_of_a_bill_and_its_split_answers_say_that_they_are_settling() {
        given.billed("2026-01", "2026-02-20T06:00:00Z", daily("checkout", "2026-01", "10"));
        assertThat(settling()).containsExactly(false, false);

        given.committed(CLOSED, daily("checkout", "2026-01", "12"));
        assertThat(settling()).containsExactly(true, true);

        given.billed("2026-01", CLOSED, daily("checkout", "2026-01", "12"));
        assertThat(settling()).containsExactly(false, false);
    }

    private List<Boolean> settling() {
        return List.of(
                ok("/v1/cost-per-change?from=2026-01&to=2026-02")
                        .path("settling")
                        .asBoolean(),
                ok("/v1/ledger/2026-01").path("settling").asBoolean());
    }

    /// 10 a day in January, 20 in February; a change on every Wednesday.
    private void twoMonths() {
        given.billed("2026-01", CLOSED, daily("checkout", "2026-01", "10"))
                .billed("2026-02", CLOSED, daily("checkout", "2026-02", "20"));
        for (LocalDate day = LocalDate.of(2026, 1, 7); day.getMonthValue() < 3; day = day.plusDays(7)) {
            given.deployed("checkout", "c" + day, day + "T10:00:00Z");
        }
        given.joined("checkout", "2026-01").joined("checkout", "2026-02");
    }

    private static List<Charge> daily(String application, String month, String amount) {
        return IntStream.rangeClosed(1, YearMonth.parse(month).lengthOfMonth())
                .mapToObj(day -> Given.usage(application, month + "-%02d".formatted(day), amount))
                .toList();
    }

    private JsonNode ok(String path) {
        return Requests.ok(query.handleRequest(Requests.get(path, Requests.JSON), null));
    }

    private JsonNode total(String path) {
        return ok(path).path("total");
    }

    private Given billedInTwoCurrencies() {
        return given.billed(
                "2026-01",
                CLOSED,
                List.of(
                        Given.usage("checkout", "2026-01-10", "30"),
                        Given.charge(
                                "111122223333",
                                "checkout",
                                Period.of(LocalDate.of(2026, 1, 10)),
                                "20",
                                new Currency("EUR"))));
    }
}
