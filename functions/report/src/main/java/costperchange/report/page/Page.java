package costperchange.report.page;

import costperchange.calculator.money.Currency;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.MonthlyReport.OfMonth;
import costperchange.calculator.report.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The whole document. One part for each currency, since currencies are never added.
public final class Page {

    private static final String STYLE = read("page.css");

    /// Nothing runs, nothing is fetched, nothing is sent: the style is known by its hash.
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; img-src data:; base-uri 'none'; form-action 'none'";

    private Page() {}

    /// @param workbook name of the workbook beside the page, to link to; null for none
    public static String of(MonthlyReport report, @Nullable String workbook) {
        String month = Figures.month(report.month());
        List<OfMonth> own = report.own();
        StringBuilder body = new StringBuilder();
        for (OfMonth one : own) {
            body.append(part(report, one, own.size() > 1));
        }
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="referrer" content="no-referrer">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <link rel="icon" href="data:,">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                <header>
                <p class="over">%s%s</p>
                <h1>%s</h1>
                <p class="standing">%s</p>
                %s</header>
                <main>
                """.formatted(
                                POLICY,
                                Html.text(title(report)),
                                STYLE,
                                Html.text(over(report)),
                                estimated(report),
                                month,
                                Html.text(Sentences.standing(report)),
                                workbook == null
                                        ? ""
                                        : "<p class=\"standing\"><a href=\"" + Html.text(workbook)
                                                + "\">The same as a workbook (XLSX)</a></p>\n")
                + body + CaveatList.html(report) + HOW_TO_READ.formatted(report.basis())
                + "</main>\n</body>\n</html>\n";
    }

    private static String part(MonthlyReport report, OfMonth one, boolean several) {
        Currency currency = one.numbers().currency();
        String chart = currency == null
                ? ""
                : "<figure>\n" + new Chart(report, currency, Chart.Size.WIDE).html()
                        + new Chart(report, currency, Chart.Size.NARROW).html()
                        + LEGEND.formatted(Html.text(Sentences.whole(report.scoped())))
                        + "</figure>\n";
        return (several ? "<h2 class=\"currency\">In " + Html.text(Objects.toString(currency)) + "</h2>\n" : "")
                + new Headline(one, report.caveats()).html()
                + chart
                + new Tables(report, currency).html();
    }

    private static String estimated(MonthlyReport report) {
        return !report.isFinal() ? " <em class=\"tag\">estimated</em>" : "";
    }

    private static final String LEGEND = """
            <figcaption>%s. Dashed or hollow: estimated, a bill may still change. ×: no cost per
            change that month. Upright lines: milestones of the catalog.</figcaption>
            """;

    private static final String HOW_TO_READ = """
            <section>
            <h2>How to read this</h2>
            <dl class="terms">
            <dt>Cost per change</dt>
            <dd>Cost divided by changes of the same days. Without a change there is none; it is never zero. Over several
            months or applications it is total cost over total changes.</dd>
            <dt>Change</dt>
            <dd>A revision's first success in production. Deploying it again, to another region or after a rollback, is a
            deployment and not another change.</dd>
            <dt>Cost</dt>
            <dd>What the bills charge an application in all environments, and its part of shared pools, on the %s basis.
            Days are UTC.</dd>
            <dt>How well change went</dt>
            <dd>Change lead time runs from the earliest commit to the success in production. A change failed if it was
            rolled back or repaired, or if an incident names it; it recovered when the last of these was over. Rework are
            deployments made because of a failure. A failure before any source told of one is not known.</dd>
            <dt>Percent</dt>
            <dd>Counts vary by chance. The interval holds the true difference nine times in ten; where it holds zero, the
            direction is open. With fewer than 10 changes in a month no percentage is given.</dd>
            <dt>Estimated</dt>
            <dd>A bill can change until its period has been closed for 15 days or its source calls it final.</dd>
            </dl>
            </section>
            """;

    private static String title(MonthlyReport report) {
        return over(report) + ", " + Figures.month(report.month());
    }

    private static String over(MonthlyReport report) {
        return report.scoped() instanceof Scope.Organisation
                ? "Cost per change"
                : "Cost per change, " + Sentences.scope(report.scoped());
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private static String read(String name) {
        try (InputStream style = Page.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(style, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + name + " of the jar", failed);
        }
    }
}
