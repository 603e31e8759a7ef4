package costperchange.query.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.query.catalog.CatalogReader.Result.Rejected;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything that is wrong is named by its place.
class CatalogProblemsTest {

    static Stream<Arguments> syntax() {
        return Stream.of(
                wrong("", 1, 1, "", "is empty; a catalog that says nothing is {}"),
                wrong("# only a comment\n", 1, 1, "", "is empty; a catalog that says nothing is {}"),
                wrong("- a", 1, 1, "", "is not a mapping"),
                wrong(
                        "teams:\n\t- name: a\n",
                        2,
                        1,
                        "",
                        "is not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
                wrong(
                        "teams: [\n  {name: a},\n",
                        3,
                        1,
                        "",
                        "is not YAML: expected the node content, but found '<stream end>'"),
                wrong("teams: []\n---\nteams: []\n", 2, 1, "", "is not YAML: but found another document"),
                wrong("teams: []\nproduction: [\"\u0007\"]\n", 2, 15, "", "has a character that YAML does not allow"),
                wrong("teams: []\npools: []\nteams: []\n", 3, 1, "/teams", "stands twice"),
                wrong("teams:\n- {name: a, name: b}\n", 2, 13, "/teams/0/name", "stands twice"),
                wrong("? [a]\n: b\n", 1, 3, "", "has a key that is not a text"),
                wrong("production: [!x a]\n", 1, 14, "/production/0", "has the tag !x, which is not used here"),
                wrong(
                        "production: !!set {a}\n",
                        1,
                        13,
                        "/production",
                        "has the tag tag:yaml.org,2002:set, which is not used here"),
                wrong("production: &p [*p]\n", 1, 13, "/production", "contains itself"),
                wrong("production: " + "[".repeat(100_000), 1, 44, "", "is nested more than 32 deep"));
    }

    static Stream<Arguments> shape() {
        return Stream.of(
                wrong("aplications: []\n", 1, 1, "/aplications", "is not known here"),
                wrong("applications:\n- name: a\n  goal: {}\n", 3, 3, "/applications/0/goal", "is not known here"),
                wrong(
                        "applications:\n- name: a\n  changes:\n  - {repository: a/b, branch: c}\n",
                        4,
                        23,
                        "/applications/0/changes/0/branch",
                        "is not known here"),
                wrong(
                        "applications:\n- name: a\n  charges:\n  - subaccount: 1\n",
                        4,
                        5,
                        "/applications/0/charges/0/subaccount",
                        "is not known here"),
                wrong(
                        "applications:\n- name: a\n  charges:\n  - <<: {region: r}\n",
                        4,
                        5,
                        "/applications/0/charges/0/<<",
                        "is not known here"),
                wrong("applications:\n- team: a\n", 2, 3, "/applications/0", "has no name"),
                wrong("applications: {name: a}\n", 1, 15, "/applications", "object found, array expected"),
                wrong("applications:\n- name:\n", 2, 8, "/applications/0/name", "null found, string expected"),
                wrong("applications:\n- name: 7\n", 2, 9, "/applications/0/name", "number found, string expected"),
                wrong(
                        "applications:\n- name: ' '\n",
                        2,
                        9,
                        "/applications/0/name",
                        "is blank or has a control character"),
                wrong(
                        "applications:\n- name: \"a\\u0000\"\n",
                        2,
                        9,
                        "/applications/0/name",
                        "is blank or has a control character"),
                wrong(
                        "applications:\n- name: " + "a".repeat(201) + "\n",
                        2,
                        9,
                        "/applications/0/name",
                        "must be at most 200 characters long"),
                wrong(
                        "applications:\n- {name: a, metrics: yes}\n",
                        2,
                        22,
                        "/applications/0/metrics",
                        "string found, boolean expected"),
                wrong(
                        "applications:\n- {name: a, wordBack: [github, email]}\n",
                        2,
                        32,
                        "/applications/0/wordBack/1",
                        "does not have a value in the enumeration [\"github\", \"gitlab\", \"webhook\", \"eventbridge\"]"),
                wrong(
                        "applications:\n- {name: a, wordBack: [github, github]}\n",
                        2,
                        23,
                        "/applications/0/wordBack",
                        "must have only unique items in the array"),
                wrong(
                        "applications:\n- {name: a, measuredSince: 1 May}\n",
                        2,
                        28,
                        "/applications/0/measuredSince",
                        "is not a day such as 2026-03-01"),
                wrong(
                        "applications:\n- {name: a, changes: [{}]}\n",
                        2,
                        23,
                        "/applications/0/changes/0",
                        "must have at least 1 properties"),
                wrong(
                        "applications:\n- {name: a, charges: [{tag: {}}]}\n",
                        2,
                        29,
                        "/applications/0/charges/0/tag",
                        "must have at least 1 properties"),
                wrong(
                        "applications:\n- {name: a, charges: [{tag: {b: []}}]}\n",
                        2,
                        33,
                        "/applications/0/charges/0/tag/b",
                        "must have at least 1 items but found 0"),
                wrong(
                        "applications:\n- {name: a, charges: [{region: {}}]}\n",
                        2,
                        32,
                        "/applications/0/charges/0/region",
                        "object found, [string, number, boolean, array] expected"),
                wrong("production: []\n", 1, 13, "/production", "must have at least 1 items but found 0"),
                wrong("pools:\n- {name: p}\n", 2, 3, "/pools/0", "has no charges"),
                wrong(
                        "pools:\n- {name: p, charges: [{region: r}], split: fair}\n",
                        2,
                        44,
                        "/pools/0/split",
                        "does not have a value in the enumeration [\"direct\", \"even\"]"),
                wrong(
                        "pools:\n- {name: p, charges: [{region: r}], split: {weights: {a: 1}, by: day}}\n",
                        2,
                        62,
                        "/pools/0/split/by",
                        "is not known here"),
                wrong(
                        "pools:\n- {name: p, charges: [{region: r}], split: {weights: {a: -1}}}\n",
                        2,
                        58,
                        "/pools/0/split/weights/a",
                        "must have a minimum value of 0"),
                wrong(
                        "pools:\n- {name: p, charges: [{region: r}], split: {weights: {a: .inf}}}\n",
                        2,
                        58,
                        "/pools/0/split/weights/a",
                        "string found, number expected"),
                wrong(
                        "pools:\n- {name: p, charges: [{region: r}], split: {weights: {a: 1e999999999}}}\n",
                        2,
                        58,
                        "/pools/0/split/weights/a",
                        "string found, number expected"),
                wrong("unallocated:\n- charges: [{region: r}]\n", 2, 3, "/unallocated/0", "has no reason"),
                wrong("currencies: {a/b: 7}\n", 1, 19, "/currencies/a~1b", "number found, string expected"));
    }

    static Stream<Arguments> meaning() {
        return Stream.of(
                wrong(
                        "applications:\n- name: a\n- name: A\n",
                        3,
                        9,
                        "/applications/1/name",
                        "stands twice in applications"),
                wrong("teams:\n- name: a\n- name: a\n", 3, 9, "/teams/1/name", "stands twice in teams"),
                wrong(
                        "pools:\n- {name: a, charges: [{region: r}]}\n- {name: a, charges: [{region: s}]}\n",
                        3,
                        10,
                        "/pools/1/name",
                        "stands twice in pools"),
                wrong(
                        "teams: [{name: a}]\napplications:\n- {name: x, team: b}\n",
                        3,
                        19,
                        "/applications/0/team",
                        "is not one of the teams"),
                wrong(
                        "applications:\n- {name: a, aliases: [c]}\n- {name: b, aliases: [C]}\n",
                        3,
                        23,
                        "/applications/1/aliases/0",
                        "is a name of 'a' already"),
                wrong(
                        "applications:\n- name: a\n  changes:\n  - {path: c}\n",
                        4,
                        5,
                        "/applications/0/changes/0",
                        "has a path and no repository that it is in"),
                wrong(
                        "applications:\n- name: a\n  changes:\n  - {repository: a/b, path: /}\n",
                        4,
                        29,
                        "/applications/0/changes/0/path",
                        "is not a folder such as services/checkout"),
                wrong(
                        "applications:\n- name: a\n  changes:\n  - {pipeline: deploy}\n",
                        4,
                        5,
                        "/applications/0/changes/0",
                        "must say both pipeline and deploys, or neither"),
                wrong(
                        "applications:\n- name: a\n  changes:\n  - {pipeline: d, deploys: e, environment: e}\n",
                        4,
                        5,
                        "/applications/0/changes/0",
                        "must say where its pipeline deploys by deploys, not by environment"),
                wrong(
                        "applications:\n- {name: a, sources: [argocd, argo-cd]}\n",
                        2,
                        31,
                        "/applications/0/sources/1",
                        "is none of the sources: github, gitlab, "),
                wrong(
                        "applications:\n- {name: a, sources: [GitHub]}\n",
                        2,
                        23,
                        "/applications/0/sources/0",
                        "is none of the sources: github, gitlab, "),
                wrong(
                        "deliveries: {tieIncidentsWithin: 60d}\n",
                        1,
                        34,
                        "/deliveries/tieIncidentsWithin",
                        "is not a time such as 4h or 2d, up to 30 days"),
                wrong(
                        "environments:\n  production: [live]\n  staging: [LIVE]\n",
                        3,
                        13,
                        "/environments/staging/0",
                        "is a name of 'production' already"),
                wrong(
                        "environments:\n  production: [staging]\n  staging: []\n",
                        2,
                        16,
                        "/environments/production/0",
                        "is a name of 'staging' already"),
                wrong("environments: {a: [], A: []}\n", 1, 23, "/environments/A", "is a name of 'a' already"),
                wrong(
                        "applications:\n- name: a\n  charges:\n  - {}\n",
                        4,
                        5,
                        "/applications/0/charges/0",
                        "has no condition, so it would take every charge"),
                wrong(
                        "pools:\n- name: a\n  charges:\n  - environment: e\n",
                        4,
                        5,
                        "/pools/0/charges/0",
                        "has no condition, so it would take every charge"),
                wrong(
                        "applications:\n- name: a\n  charges:\n  - {chargeCategory: [Usage, Taxes]}\n",
                        4,
                        30,
                        "/applications/0/charges/0/chargeCategory/1",
                        "is none of Usage, Purchase, Tax, Credit, Adjustment"),
                wrong(
                        "applications:\n- name: a\n  charges:\n  - {commitmentStatus: idle}\n",
                        4,
                        24,
                        "/applications/0/charges/0/commitmentStatus",
                        "is none of Used, Unused"),
                wrong(
                        "applications:\n- name: a\n  charges:\n  - {chargeClass: Refund}\n",
                        4,
                        19,
                        "/applications/0/charges/0/chargeClass",
                        "is none of Correction"),
                wrong(
                        "applications:\n- name: a\n  changes:\n  - repository: checkout\n",
                        4,
                        17,
                        "/applications/0/changes/0/repository",
                        "is not a repository such as github.com/acme/checkout"),
                wrong(
                        "applications:\n- {name: a, changes: [{repository: x/y}]}\n- {name: b, changes: [{repository: 'https://github.com/X/Y.git'}]}\n",
                        3,
                        23,
                        "/applications/1/changes/0",
                        "stands already, with application 'a'"),
                wrong(
                        "applications: [{name: a}]\npools:\n- {name: p, charges: [{region: r}], split: {weights: {b: 1, a: 1}}}\n",
                        3,
                        55,
                        "/pools/0/split/weights/b",
                        "is neither one of the applications nor one of the pools it feeds"),
                wrong(
                        "applications: [{name: a}]\npools:\n- {name: p, charges: [{region: r}], split: {weights: {a: 0.0}}}\n",
                        3,
                        54,
                        "/pools/0/split/weights",
                        "has no weight above zero"),
                wrong(
                        "milestones: [{date: 2026-02-30, name: a}]\n",
                        1,
                        21,
                        "/milestones/0/date",
                        "is not a day that exists"),
                wrong(
                        "applications: [{name: a, measuredSince: 2026-13-01}]\n",
                        1,
                        41,
                        "/applications/0/measuredSince",
                        "is not a day that exists"),
                wrong(
                        "unallocated: [{reason: r, charges: [{region: r, from: 2026-02-29}]}]\n",
                        1,
                        55,
                        "/unallocated/0/charges/0/from",
                        "is not a day that exists"),
                wrong(
                        "unallocated: [{reason: r, charges: [{region: r, from: 2026-03-01, to: 2026-03-01}]}]\n",
                        1,
                        71,
                        "/unallocated/0/charges/0/to",
                        "is not after from"),
                wrong(
                        "unallocated: [{reason: r, charges: [{from: 2026-03-01, amortise: true}]}]\n",
                        1,
                        37,
                        "/unallocated/0/charges/0",
                        "has no condition"),
                wrong(
                        "pools: [{name: p, charges: [{region: r}], feeds: [p]}]\n",
                        1,
                        51,
                        "/pools/0/feeds/0",
                        "so that nothing goes in circles"),
                wrong(
                        "pools: [{name: p, charges: [{region: r}], feeds: [q]}]\n",
                        1,
                        51,
                        "/pools/0/feeds/0",
                        "is not one of the pools"),
                wrong(
                        "applications: [{name: q}]\npools:\n- {name: p, charges: [{region: r}], feeds: [q], split: {weights: {q: 1}}}\n"
                                + "- {name: q, charges: [{region: s}]}\n",
                        3,
                        67,
                        "/pools/0/split/weights/q",
                        "is an application and a pool"),
                wrong(
                        "applications: [{name: a}]\npools:\n- {name: p, charges: [{region: r}], feeds: [q], split: {weights: {a: 1}}}\n"
                                + "- {name: q, charges: [{region: s}]}\n",
                        3,
                        66,
                        "/pools/0/split/weights",
                        "has no weight for 'q'"),
                wrong(
                        "applications: [{name: a, objective: {window: 7d}}]\n",
                        1,
                        37,
                        "/applications/0/objective",
                        "has neither costPerDay nor costPerChange"),
                wrong(
                        "teams: [{name: a, objective: {costPerDay: 0 USD}}]\n",
                        1,
                        43,
                        "/teams/0/objective/costPerDay",
                        "is not an amount above zero such as 120 USD"),
                wrong(
                        "teams: [{name: a, objective: {costPerDay: five}}]\n",
                        1,
                        43,
                        "/teams/0/objective/costPerDay",
                        "is not an amount above zero such as 120 USD"),
                wrong(
                        "teams: [{name: a, objective: {costPerDay: 5 USD, costPerChange: 5 EUR}}]\n",
                        1,
                        30,
                        "/teams/0/objective",
                        "has amounts in two currencies"),
                wrong(
                        "teams: [{name: a, objective: {costPerDay: 5 USD, window: 10d}}]\n",
                        1,
                        58,
                        "/teams/0/objective/window",
                        "is not whole weeks in days"),
                wrong(
                        "rates: {to: EUR, months: {2026-13: {USD: 1}}}\n",
                        1,
                        27,
                        "/rates/months/2026-13",
                        "is not a month"),
                wrong(
                        "rates: {to: EUR, months: {2026-12: {USD: 0}}}\n",
                        1,
                        42,
                        "/rates/months/2026-12/USD",
                        "is not above zero"),
                wrong(
                        "rates: {to: EUR, months: {2026-12: {EUR: 1}}}\n",
                        1,
                        37,
                        "/rates/months/2026-12/EUR",
                        "is not another currency"),
                wrong(
                        "rates: {to: EUR, months: {2026-12: {eur: 1}}}\n",
                        1,
                        37,
                        "/rates/months/2026-12/eur",
                        "is not another currency"),
                wrong(
                        "rates: {to: EUR, months: {2026-12: {USD: 1, usd: 2}}}\n",
                        1,
                        45,
                        "/rates/months/2026-12/usd",
                        "has a rate already"));
    }

    @ParameterizedTest
    @MethodSource({"syntax", "shape", "meaning"})
    void each_problem_has_its_line_column_and_path(String text, Problem problem) {
        List<Problem> problems = problems(text);

        assertThat(problems).singleElement().satisfies(found -> {
            assertThat(found.message()).contains(problem.message());
            assertThat(found)
                    .usingRecursiveComparison()
                    .ignoringFields("message")
                    .isEqualTo(problem);
        });
    }

    @Test
    void all_problems_of_a_step_are_named() {
        assertThat(problems("applications:\n- nam: a\n  metrics: 1\nextra: 2\n"))
                .extracting(Problem::path)
                .containsExactly("/applications/0", "/applications/0/nam", "/applications/0/metrics", "/extra");
    }

    @Test
    void a_file_of_more_than_a_mebibyte_is_refused() {
        assertThat(problems("# " + "ä".repeat(1 << 19)))
                .containsExactly(new Problem(1, 1, "", "is larger than 1048576 bytes"));
    }

    @Test
    @Timeout(10)
    void a_bomb_of_aliases_is_refused_soon() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            text.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(10)));
        }

        assertThat(problems(text.toString()))
                .singleElement()
                .extracting(Problem::message)
                .isEqualTo("becomes too large when aliases are written out");
    }

    private static List<Problem> problems(String text) {
        CatalogReader.Result result = CatalogReader.read(text);
        assertThat(result).isInstanceOf(Rejected.class);
        return ((Rejected) result).problems();
    }

    private static Arguments wrong(String text, int line, int column, String path, String message) {
        return Arguments.of(text, new Problem(line, column, path, message));
    }
}
