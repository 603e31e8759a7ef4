package costperchange.local;

import costperchange.calculator.money.Basis;
import costperchange.calculator.report.MonthlyReport;
import costperchange.report.Directory;
import costperchange.report.MonthlyReports;
import costperchange.report.Rendition;
import costperchange.report.ReportFunction;
import costperchange.store.Csv;
import costperchange.store.Measurements;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
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

    /// How a report is printed.
    enum Print {
        TABLE,
        JSON,
        CSV,
        HTML
    }

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

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; TABLE if not given")
    private @Nullable Print format;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write the report as HTML, CSV and JSON under this folder, and print where the page is")
    private @Nullable Path out;

    @Override
    public Integer call() {
        YearMonth asked = month();
        Basis on = Basis.of(basis)
                .orElseThrow(() -> new Refusal("--basis must be effective or billed, not '" + basis + "'"));
        if (out != null && format != null) {
            throw new Refusal("--format prints and --out writes all formats: say one of them");
        }
        try (Installation installation = folder.openKept()) {
            PrintWriter printer = spec.commandLine().getOut();
            printer.print(out != null ? written(installation, out, asked, on) : printed(installation, asked, on));
            printer.flush();
            return 0;
        }
    }

    private static String written(Installation installation, Path out, YearMonth month, Basis basis) {
        return new ReportFunction(installation.table(), new Directory(out), Optional.empty(), installation.clock())
                        .handleRequest(Map.of("month", month.toString(), "basis", basis.label()), null)
                + "\n";
    }

    private String printed(Installation installation, YearMonth month, Basis basis) {
        MonthlyReport report = new MonthlyReports(new Measurements(installation.table())).of(month, basis);
        return switch (format == null ? Print.TABLE : format) {
            case TABLE -> Format.TABLE.print(Csv.text(report.overview()));
            case JSON -> Format.JSON.print(Rendition.JSON.text(report));
            case CSV -> Format.CSV.print(Rendition.CSV.text(report));
            case HTML -> Rendition.HTML.text(report);
        };
    }

    private YearMonth month() {
        try {
            return YearMonth.parse(month);
        } catch (DateTimeParseException unreadable) {
            throw new Refusal("'" + month + "' is not a month such as 2026-10");
        }
    }
}
