package costperchange.local;

import costperchange.calculator.money.Basis;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.Scope;
import costperchange.report.Directory;
import costperchange.report.MonthlyReports;
import costperchange.report.Rendition;
import costperchange.report.ReportFunction;
import costperchange.report.message.Channels;
import costperchange.store.Csv;
import costperchange.store.Measurements;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The monthly report: printed, or written to a folder by the function that writes it to a bucket on AWS.
@Command(
        name = "report",
        description = "The report of a month: its cost per change beside earlier months, by team and application.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    @Mixin
    private Folder folder;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MONTH", description = "such as 2026-10")
    private String month;

    @Option(
            names = "--basis",
            paramLabel = "BASIS",
            defaultValue = "effective",
            description = "effective (the default) or billed; billed cost is not compared with the month before")
    private String basis;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "organisation, tribe:NAME or team:NAME; printed it is the organisation if not given, written"
                    + " all there are")
    private @Nullable String scope;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            description =
                    "html, xlsx, csv, json, with commas between; written, all if not given; printed, one, or table"
                            + " if not given")
    private List<String> formats = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "issue the report: write it under this folder, and print where. What an issue said is kept;"
                    + " once the figures are others, the next says what moved")
    private @Nullable Path out;

    @Override
    public Integer call() {
        YearMonth asked = month();
        Basis on = Basis.of(basis)
                .orElseThrow(() -> new Refusal("--basis must be effective or billed, not '" + basis + "'"));
        Scope of = scope();
        Set<Rendition> renditions = renditions();
        try (Installation installation = folder.openKept()) {
            PrintWriter printer = spec.commandLine().getOut();
            if (out != null) {
                written(installation, out, asked, of, on, renditions).forEach(page -> printer.print(page + "\n"));
            } else {
                printer.print(printed(installation, asked, of == null ? new Scope.Organisation() : of, on, renditions));
            }
            printer.flush();
            return 0;
        }
    }

    private static List<String> written(
            Installation installation,
            Path out,
            YearMonth month,
            @Nullable Scope scope,
            Basis basis,
            Set<Rendition> renditions) {
        Map<String, Object> input = new HashMap<>(Map.of("month", month.toString(), "basis", basis.label()));
        if (scope != null) {
            input.put("scope", scope.label());
        }
        return new ReportFunction(
                        installation.table(),
                        new Directory(out),
                        renditions.isEmpty() ? EnumSet.allOf(Rendition.class) : renditions,
                        () -> Channels.NONE,
                        installation.clock())
                .handleRequest(input, null);
    }

    private static String printed(
            Installation installation, YearMonth month, Scope scope, Basis basis, Set<Rendition> renditions) {
        if (renditions.size() > 1 || renditions.contains(Rendition.XLSX)) {
            throw new Refusal("one of html, csv and json can be printed; --out DIR writes the others");
        }
        MonthlyReport report = new MonthlyReports(new Measurements(installation.table())).of(month, scope, basis);
        if (renditions.isEmpty()) {
            return Format.TABLE.print(Csv.text(report.overview()));
        }
        Rendition rendition = renditions.iterator().next();
        String text = new String(rendition.content(report, renditions), StandardCharsets.UTF_8);
        return rendition == Rendition.JSON ? Format.JSON.print(text) : text;
    }

    private Set<Rendition> renditions() {
        Set<Rendition> renditions = EnumSet.noneOf(Rendition.class);
        for (String format : formats) {
            String name = format.strip();
            if (name.equalsIgnoreCase("table") && formats.size() == 1 && out == null) {
                return renditions;
            }
            renditions.add(Rendition.of(name)
                    .orElseThrow(() -> new Refusal("--format must be html, xlsx, csv or json, not '" + name + "'")));
        }
        return renditions;
    }

    private @Nullable Scope scope() {
        return scope == null
                ? null
                : Scope.of(scope)
                        .orElseThrow(() -> new Refusal(
                                "--scope must be organisation, tribe:NAME or team:NAME, not '" + scope + "'"));
    }

    private YearMonth month() {
        try {
            return YearMonth.parse(month);
        } catch (DateTimeParseException unreadable) {
            throw new Refusal("'" + month + "' is not a month such as 2026-10");
        }
    }
}
