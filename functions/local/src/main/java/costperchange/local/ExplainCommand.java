package costperchange.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.calculator.allocation.Rules;
import costperchange.calculator.money.Basis;
import costperchange.ingest.focus.Reading;
import costperchange.ingest.focus.Row;
import costperchange.ingest.focus.RowReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says which rule took what, and why: for one row of a bill, or for an application's day, on request down to
/// the rows.
@Command(
        name = "explain",
        description = {
            "Which rule took what, and why.",
            "explain bill.csv:17 looks at a row of a bill; explain checkout 2026-10-05 at an application's day; with the"
                    + " bill's files behind that, at each of the day's rows. A file that means something only together"
                    + " with others is followed by them."
        },
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    private static final Pattern ROW = Pattern.compile("(?<file>.+):(?<row>[1-9][0-9]{0,17})");

    @Mixin
    private Folder folder;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "APPLICATION|FILE:ROW")
    private String subject;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DAY", description = "of the application")
    private @Nullable String day;

    @Parameters(index = "2..*", paramLabel = "FILE", description = "all files of a bill, to see the rows")
    private List<Path> files = List.of();

    @Option(
            names = "--source",
            defaultValue = "import",
            description = "as whose bill the files are read, where the catalog says how")
    private String source;

    @Option(names = "--basis", paramLabel = "BASIS", description = "effective (the default) or billed")
    private @Nullable String basis;

    @Option(names = "--format", defaultValue = "table", description = "${COMPLETION-CANDIDATES}")
    private Format format;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Installation installation = folder.openKept()) {
            Matcher row = ROW.matcher(subject);
            if (row.matches() && Files.isRegularFile(Path.of(row.group("file")))) {
                Path file = Path.of(row.group("file"));
                out.print(row(installation, with(file), file, Long.parseLong(row.group("row"))));
            } else {
                out.print(ofDay(installation, day()));
            }
            out.flush();
            return 0;
        }
    }

    private LocalDate day() {
        if (day == null) {
            throw new Refusal("say which day of application '" + subject + "', or which row as FILE:ROW"
                    + " (there is no such file: " + subject + ")");
        }
        try {
            return LocalDate.parse(day);
        } catch (DateTimeParseException unreadable) {
            throw new Refusal("DAY must be a day such as 2026-10-31, not '" + day + "'");
        }
    }

    /// A file and those named behind it: some formats tell only together what a row means.
    private List<Path> with(Path file) {
        List<Path> all = new ArrayList<>(List.of(file));
        Stream.ofNullable(day).map(Path::of).forEach(all::add);
        all.addAll(files);
        return all;
    }

    private String row(Installation installation, List<Path> all, Path file, long number) {
        return switch (installation.rows(source).row(all, file, number)) {
            case RowReader.Found.Here(Row row) -> row(installation, row);
            case RowReader.Found.Nowhere() -> throw new Refusal(file + " has no row " + number);
            case RowReader.Found.Unreadable(Reading.Refused why) -> throw refused(why);
        };
    }

    private static Refusal refused(Reading.Refused why) {
        return new Refusal(why.problems().stream().map(Object::toString).collect(Collectors.joining("\n")));
    }

    private static String row(Installation installation, Row row) {
        StringBuilder text = new StringBuilder(RowText.head(row));
        Rules rules = new Rules(installation.currentCatalog());
        rules.byDay(row.charge()).keySet().stream()
                .collect(Collectors.groupingBy(
                        of -> rules.steps(row.charge(), of), LinkedHashMap::new, Collectors.toList()))
                .forEach((steps, days) -> text.append(RowText.steps(days, steps)));
        return text.toString();
    }

    private String ofDay(Installation installation, LocalDate of) {
        Map<String, String> query = new TreeMap<>(Map.of("application", subject, "day", of.toString()));
        QueryCommands.Query.put(query, "basis", basis);
        APIGatewayV2HTTPResponse response =
                installation.query(HttpEvents.get("/v1/explain", query, format.mediaType()));
        if (response.getStatusCode() != 200) {
            throw new Refusal(HttpEvents.detail(response));
        }
        String answer = format.print(response.getBody());
        return files.isEmpty() ? answer : answer + "\n" + rows(installation, of);
    }

    private String rows(Installation installation, LocalDate of) {
        Basis on = Optional.ofNullable(basis).flatMap(Basis::of).orElse(Basis.EFFECTIVE);
        RowsOfDay rows = new RowsOfDay(new Rules(installation.currentCatalog()), subject, of, on);
        installation.rows(source).on(files, of, rows).ifPresent(why -> {
            throw refused(why);
        });
        return rows.text();
    }
}
