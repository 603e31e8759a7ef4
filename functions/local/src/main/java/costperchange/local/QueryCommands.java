package costperchange.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The commands that ask the API's questions, through the API's handler.
final class QueryCommands {

    /// For each page all that the question is about is read.
    private static final String LARGEST_PAGE = "1000";

    private QueryCommands() {}

    /// What the questions have in common.
    abstract static class Query implements Callable<Integer> {

        @Mixin
        private Folder folder;

        @Spec
        private CommandSpec spec;

        @Option(names = "--format", defaultValue = "table", description = "${COMPLETION-CANDIDATES}")
        private Format format;

        abstract String path();

        String print(Format format, String answer) {
            return format.print(answer);
        }

        abstract void parameters(Map<String, String> query);

        @Override
        public Integer call() {
            Map<String, String> query = new TreeMap<>();
            parameters(query);
            try (Installation installation = folder.openKept()) {
                PrintWriter out = spec.commandLine().getOut();
                out.print(print(format, answer(installation, query)));
                out.flush();
                return 0;
            }
        }

        /// Whether the answer comes in pages.
        boolean hasPages() {
            return false;
        }

        /// All pages of a table, as large as they can be, unless only so many rows are wanted; a JSON says
        /// itself what comes next.
        private String answer(Installation installation, Map<String, String> query) {
            StringBuilder answer = new StringBuilder();
            boolean all = format != Format.JSON && !query.containsKey("limit");
            if (all && hasPages()) {
                query.put("limit", LARGEST_PAGE);
            }
            Optional<String> next = Optional.empty();
            do {
                next.ifPresent(after -> query.put("after", after));
                APIGatewayV2HTTPResponse response =
                        installation.query(HttpEvents.get(path(), query, format.mediaType()));
                if (response.getStatusCode() != 200) {
                    throw new Refusal(HttpEvents.detail(response));
                }
                String page = response.getBody();
                answer.append(answer.isEmpty() ? page : page.substring(page.indexOf('\n') + 1));
                next = HttpEvents.next(response);
            } while (all && next.isPresent());
            next.filter(_ -> format != Format.JSON)
                    .ifPresent(after -> spec.commandLine().getErr().println("there is more: --after " + after));
            return answer.toString();
        }

        static void put(Map<String, String> query, String name, @Nullable String value) {
            if (value != null) {
                query.put(name, value);
            }
        }
    }

    /// What questions about amounts have in common.
    abstract static class OnBasis extends Query {

        @Option(names = "--basis", paramLabel = "BASIS", description = "effective (the default) or billed")
        private @Nullable String basis;

        @Override
        void parameters(Map<String, String> query) {
            put(query, "basis", basis);
        }
    }

    /// Span and scope of the questions about periods.
    abstract static class OverTime extends OnBasis {

        @Option(names = "--scope", description = "organisation (the default), tribe:NAME, team:NAME, application:NAME")
        private @Nullable String scope;

        @Option(names = "--from", description = "first day or month; 13 months before the end if not given")
        private @Nullable String from;

        @Option(names = "--to", description = "the day or month after the last; the next month if not given")
        private @Nullable String to;

        @Option(names = "--currency", description = "only this one")
        private @Nullable String currency;

        @Option(names = "--as-of", paramLabel = "TIME", description = "what was known then")
        private @Nullable String asOf;

        @Override
        void parameters(Map<String, String> query) {
            super.parameters(query);
            put(query, "scope", scope);
            put(query, "from", from);
            put(query, "to", to);
            put(query, "currency", currency);
            put(query, "as-of", asOf);
        }
    }

    @Command(name = "show", description = "Cost per change, period by period.", mixinStandardHelpOptions = true)
    static final class Show extends OverTime {

        /// The columns of the DORA metrics that fit a terminal.
        static final List<String> DORA = List.of(
                "period",
                "deployments",
                "changes",
                "lead_time_median_seconds",
                "lead_time_90_seconds",
                "change_fail_rate",
                "recovery_time_median_seconds",
                "rework_rate",
                "currency",
                "cost_per_change",
                "failed_changes_cost",
                "rework_changes_cost");

        /// The same of cost per change.
        private static final List<String> COST = List.of(
                "period",
                "currency",
                "cost",
                "direct",
                "shared",
                "cost_not_measured",
                "recoverable_tax",
                "unallocated",
                "changes",
                "changes_not_measured",
                "deployments",
                "cost_per_change",
                "estimated",
                "converted");

        @Option(names = "--by", description = "day, week or month (the default)")
        private @Nullable String by;

        @Option(names = "--dora", description = "the five DORA metrics beside it; --format csv has more columns")
        private boolean dora;

        @Option(names = "--convert", description = "beside it, all in one currency by the catalog's rates")
        private boolean convert;

        @Override
        void parameters(Map<String, String> query) {
            super.parameters(query);
            put(query, "by", by);
            put(query, "convert", convert ? "true" : null);
        }

        @Override
        String print(Format format, String answer) {
            return format.print(answer, dora ? DORA : COST);
        }

        @Override
        String path() {
            return dora ? "/v1/dora" : "/v1/cost-per-change";
        }
    }

    @Command(
            name = "applications",
            description = "All applications with their numbers.",
            mixinStandardHelpOptions = true)
    static final class Applications extends OverTime {

        @Option(names = "--name", description = "part of the names that are wanted")
        private @Nullable String name;

        @Option(
                names = "--sort",
                description = "application (the default), team, cost, changes, deployments or costPerChange; -cost for"
                        + " the reverse")
        private @Nullable String sort;

        @Option(names = "--after", description = "where the page before ended, as its 'next' said")
        private @Nullable String after;

        @Option(names = "--limit", description = "most rows to answer, up to 1000; if not given all, or of JSON 1000")
        private @Nullable String limit;

        @Override
        void parameters(Map<String, String> query) {
            super.parameters(query);
            put(query, "name", name);
            put(query, "sort", sort);
            put(query, "after", after);
            put(query, "limit", limit);
        }

        @Override
        boolean hasPages() {
            return true;
        }

        @Override
        String path() {
            return "/v1/applications";
        }
    }

    @Command(
            name = "changes",
            description = "The changes of an application, with their run cost while live.",
            mixinStandardHelpOptions = true)
    static final class Changes extends OnBasis {

        @Parameters(paramLabel = "APPLICATION")
        private String application;

        @Option(names = "--from", description = "first month")
        private @Nullable String from;

        @Option(names = "--to", description = "the month after the last")
        private @Nullable String to;

        @Option(names = "--after", description = "where the page before ended, as its 'next' said")
        private @Nullable String after;

        @Option(names = "--newest", description = "newest first")
        private boolean newest;

        @Option(names = "--failed", description = "only those that failed")
        private boolean failed;

        @Option(names = "--limit", description = "most changes to answer, up to 1000; if not given all, or of JSON 100")
        private @Nullable String limit;

        @Override
        boolean hasPages() {
            return true;
        }

        @Override
        String path() {
            return "/v1/changes";
        }

        @Override
        void parameters(Map<String, String> query) {
            super.parameters(query);
            query.put("application", application);
            put(query, "from", from);
            put(query, "to", to);
            put(query, "after", after);
            put(query, "limit", limit);
            put(query, "sort", newest ? "-at" : null);
            put(query, "failed", failed ? "true" : null);
        }
    }

    @Command(
            name = "ledger",
            description = "Where the bills of a month went; without a month, of one month after the other.",
            mixinStandardHelpOptions = true)
    static final class Ledger extends OnBasis {

        /// The columns of a month's ledger that fit a terminal.
        private static final List<String> OF_MONTH = List.of(
                "line",
                "account",
                "currency",
                "kind",
                "invoice",
                "total",
                "direct",
                "shared",
                "unallocated",
                "deferred",
                "residual",
                "share_explained",
                "note");

        @Parameters(paramLabel = "MONTH", arity = "0..1")
        private @Nullable String month;

        @Option(names = "--changes", description = "what moved in it between two times at which it was known")
        private boolean changes;

        @Option(
                names = "--from",
                description = "first month; with --changes the earlier time, the version before the last if not given")
        private @Nullable String from;

        @Option(
                names = "--to",
                description =
                        "the month after the last; with --changes the later time, the last version's if not given")
        private @Nullable String to;

        @Option(names = "--as-of", paramLabel = "TIME", description = "what was known then")
        private @Nullable String asOf;

        @Option(
                names = "--corrections",
                description = "billed (the default) or corrected: the month in which corrections stand")
        private @Nullable String corrections;

        @Override
        String path() {
            if (month == null) {
                return "/v1/ledger";
            }
            return "/v1/ledger/" + month + (changes ? "/changes" : "");
        }

        @Override
        String print(Format format, String answer) {
            return month == null || changes ? super.print(format, answer) : format.print(answer, OF_MONTH);
        }

        @Override
        void parameters(Map<String, String> query) {
            super.parameters(query);
            put(query, "from", from);
            put(query, "to", to);
            put(query, "as-of", asOf);
            put(query, "corrections", corrections);
        }
    }

    @Command(
            name = "objectives",
            description = "What applications and teams wanted to spend, and what came of it.",
            mixinStandardHelpOptions = true)
    static final class Objectives extends Query {

        @Option(names = "--scope", description = "organisation (the default), tribe:NAME, team:NAME, application:NAME")
        private @Nullable String scope;

        @Override
        String path() {
            return "/v1/objectives";
        }

        @Override
        void parameters(Map<String, String> query) {
            put(query, "scope", scope);
        }
    }

    @Command(
            name = "bridge",
            description = "Why cost per change moved between two months, in rows that add up.",
            mixinStandardHelpOptions = true)
    static final class Bridge extends OnBasis {

        @Option(names = "--scope", description = "organisation (the default), tribe:NAME, team:NAME, application:NAME")
        private @Nullable String scope;

        @Option(names = "--from", description = "the earlier month; the one before the later if not given")
        private @Nullable String from;

        @Option(names = "--to", description = "the later month; the last that is over if not given")
        private @Nullable String to;

        @Override
        String path() {
            return "/v1/bridge";
        }

        @Override
        void parameters(Map<String, String> query) {
            super.parameters(query);
            put(query, "scope", scope);
            put(query, "from", from);
            put(query, "to", to);
        }
    }
}
