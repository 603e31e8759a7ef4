package costperchange.report.word;

import costperchange.calculator.time.Days;
import costperchange.calculator.word.Word;
import costperchange.report.page.Figures;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is said of a change, as Markdown: one paragraph and one table.
record Comment(Word word) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final String UNKNOWN = "cannot be told";

    /// By which the comment is known again. Renderers do not show it.
    String mark() {
        return "<!-- cost-per-change " + word.id() + " -->";
    }

    String markdown() {
        return paragraph() + "\n\n" + table() + "\n" + remarks() + "\n\n" + mark() + "\n";
    }

    private String paragraph() {
        boolean one = word.fullDays() == 1;
        return "What " + code(word.application()) + " cost around this change, which reached production on "
                + time(word.at()) + ": " + (one ? "the first full day since" : word.fullDays() + " full days since")
                + " (" + days(word.after()) + ") beside the mean of the seven days before (" + days(word.before())
                + "). " + others() + rolledBack();
    }

    private String others() {
        int since = word.otherChanges();
        Integer before = word.changesBefore();
        return (since == 0
                        ? "No other change"
                        : since == 1 ? "1 other change" : Figures.count(since) + " other changes")
                + " of it fell into the days since"
                + (before == null ? "" : ", and " + Figures.changes(before) + " into those before")
                + ". This describes the days, and names no cause.";
    }

    private String rolledBack() {
        Instant at = word.rolledBackAt();
        return at == null ? "" : " **It was rolled back** on " + time(at) + ".";
    }

    private String table() {
        List<String> rows = new ArrayList<>();
        rows.add("| cost per day | before | since | difference | run cost so far |");
        rows.add("| --- | ---: | ---: | ---: | ---: |");
        word.amounts().forEach(amounts -> rows.add(row(amounts)));
        if (word.amounts().isEmpty()) {
            rows.add("| nothing was charged | | | | |");
        }
        return rows.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(Word.Amounts amounts) {
        return "| "
                + String.join(
                        " | ",
                        code(amounts.currency().code()),
                        amount(amounts.perDayBefore()),
                        amount(amounts.perDayAfter()),
                        amounts.difference() == null ? UNKNOWN : Figures.more(amounts.difference()),
                        run(amounts))
                + " |";
    }

    private static String run(Word.Amounts amounts) {
        Long live = amounts.liveSeconds();
        return amount(amounts.runCost()) + (live == null ? "" : " in " + Figures.duration(live) + " live");
    }

    private static String amount(@Nullable BigDecimal amount) {
        return amount == null ? UNKNOWN : Figures.amount(amount);
    }

    private String remarks() {
        return "Effective cost, all environments. Run cost is what production cost while this change was live, as far as"
                + " the bills go."
                + (word.estimated() ? " Estimated: a bill of these days may still change." : "");
    }

    private static String days(Days days) {
        String first = Figures.day(days.from());
        return days.list().size() == 1
                ? first
                : first + " to " + Figures.day(days.to().minusDays(1));
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }

    /// A name as code: neither markup, nor a mention, nor a reference. A cell of a table ends at a `|` even
    /// in code.
    static String code(String name) {
        String line = CONTROL.matcher(name).replaceAll(" ").replace("|", "\\|");
        int longest = BACKTICKS
                .matcher(line)
                .results()
                .mapToInt(run -> run.group().length())
                .max()
                .orElse(0);
        String fence = "`".repeat(longest + 1);
        return longest == 0 ? fence + line + fence : fence + " " + line + " " + fence;
    }
}
