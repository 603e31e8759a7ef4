package costperchange.store;

import costperchange.calculator.report.MonthlyReport;
import costperchange.store.Table.Condition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.type.TypeReference;

/// What each issue of a month's report said. An issue is written once and never changed: whoever tells of it,
/// now or after a crash, tells what stands here.
///
/// The report is kept as JSON in chunks that are named by their content; then the issue is, on condition that
/// its number is free. So of two workers at once one issues, and the other finds what that one said.
///
/// @param table where they are kept
public record Issues(Table table) {

    private static final String FIGURES = "figures";
    private static final String ESTIMATED = "estimated";
    private static final String CONTENT = "said";
    private static final String DONE = "done";

    /// So many characters are less than an item holds, however badly they can be compressed.
    private static final int CHUNK = 250_000;

    private static final TypeReference<MonthlyReport> REPORT = new TypeReference<>() {};
    private static final TypeReference<String> TEXT = new TypeReference<>() {};

    /// An issue without what it says.
    ///
    /// @param scope as [costperchange.calculator.report.Scope#label] writes it
    /// @param estimated whether its numbers could still change
    /// @param figures digest of its figures; the same where two issues would say the same
    /// @param done whether it was written and told, everywhere
    /// @param said digest of all it says, by which its chunks are named
    public record Head(
            YearMonth month,
            String basis,
            String scope,
            int number,
            boolean estimated,
            String figures,
            boolean done,
            String said) {}

    /// The latest issue of each scope in a month, by scope. Strongly consistent.
    public Map<String, Head> latest(YearMonth month, String basis) {
        return table.startingWith(Keys.issues(month), Keys.issuesOf(basis))
                .map(item -> head(month, basis, item))
                .collect(Collectors.toMap(Head::scope, head -> head, (one, later) -> later, TreeMap::new));
    }

    /// What an issue says.
    ///
    /// @throws IllegalStateException if parts of it are not there
    public MonthlyReport read(Head head) {
        String text = table.startingWith(
                        Keys.issues(head.month), Keys.issueText(head.basis, head.scope, head.number, head.said))
                .map(item -> item.content(TEXT))
                .collect(Collectors.joining());
        if (!digest(text).equals(head.said)) {
            throw new IllegalStateException(
                    "issue " + head.number + " of " + head.scope + ", " + head.month + ", is not what was written");
        }
        return Json.read(text, REPORT);
    }

    /// Keeps an issue.
    ///
    /// @param issued a report with its issue
    /// @return whether its number was free; else another worker issued it
    public boolean keep(MonthlyReport issued) {
        int number = Objects.requireNonNull(issued.issue(), "a report that is not an issue")
                .number();
        String text = Json.text(issued);
        String said = digest(text);
        List<String> parts = parts(text);
        for (int chunk = 0; chunk < parts.size(); chunk++) {
            table.putIf(
                    Item.of(Keys.issueText(issued.month(), issued.basis(), issued.scope(), number, said, chunk))
                            .withContent(parts.get(chunk)),
                    Condition.ABSENT);
        }
        return table.putIf(
                Item.of(Keys.issue(issued.month(), issued.basis(), issued.scope(), number))
                        .with(ESTIMATED, issued.issue().estimated())
                        .with(FIGURES, figures(issued))
                        .with(CONTENT, said)
                        .with(DONE, false),
                Condition.ABSENT);
    }

    /// Notes that an issue was written and told, everywhere.
    public void done(Head head) {
        table.putIf(
                Item.of(Keys.issue(head.month, head.basis, head.scope, head.number))
                        .with(ESTIMATED, head.estimated)
                        .with(FIGURES, head.figures)
                        .with(CONTENT, head.said)
                        .with(DONE, true),
                new Condition(CONTENT + " = :said", Map.of(":said", AttributeValue.fromS(head.said))));
    }

    /// A digest of a report's figures, whichever issue it is.
    public static String figures(MonthlyReport report) {
        return digest(Json.text(report.notIssued()));
    }

    private static Head head(YearMonth month, String basis, Item item) {
        String[] parts = item.text(Keys.SK).split("#", -1);
        return new Head(
                month,
                basis,
                Keys.unescape(parts[2]),
                Integer.parseInt(parts[3]),
                item.flag(ESTIMATED),
                item.text(FIGURES),
                item.flag(DONE),
                item.text(CONTENT));
    }

    /// Cut so that no character is cut in two.
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(from + CHUNK, text.length());
            to -= Character.isHighSurrogate(text.charAt(to - 1)) ? 1 : 0;
            parts.add(text.substring(from, to));
            from = to;
        }
        return parts;
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
