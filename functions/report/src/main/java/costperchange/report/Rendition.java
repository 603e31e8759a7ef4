package costperchange.report;

import costperchange.calculator.report.Issue;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.Scope;
import costperchange.report.page.Page;
import costperchange.report.workbook.WorkbookOfReport;
import costperchange.store.Csv;
import costperchange.store.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The forms in which a report is written. JSON and CSV are exact; a page is rounded for reading, and a
/// workbook holds numbers as spreadsheets do, with some fifteen digits.
public enum Rendition {
    HTML("text/html; charset=utf-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    CSV("text/csv; charset=utf-8"),
    JSON("application/json");

    private final String mediaType;

    Rendition(String mediaType) {
        this.mediaType = mediaType;
    }

    /// Reads a name, in any case; empty if it is none.
    public static Optional<Rendition> of(String name) {
        return Stream.of(values())
                .filter(one -> one.name().equalsIgnoreCase(name))
                .findFirst();
    }

    public String mediaType() {
        return mediaType;
    }

    /// `2026-10/cost-per-change.html` for the organisation, `2026-10/team/payments/cost-per-change.html` for a
    /// team; on the billed basis `cost-per-change-billed`, and from the second issue on `cost-per-change-2`. An
    /// issue's documents are never replaced by another's, so what a message links to stays what it said.
    public String name(MonthlyReport report) {
        return report.month() + "/" + folder(report.scoped()) + file(report);
    }

    /// The last part of [#name].
    public String file(MonthlyReport report) {
        Issue issue = report.issue();
        return "cost-per-change"
                + (report.basis().equals("effective") ? "" : "-" + report.basis())
                + (issue == null || issue.number() == 1 ? "" : "-" + issue.number())
                + "." + name().toLowerCase(Locale.ROOT);
    }

    private static String folder(Scope scope) {
        return switch (scope) {
            case Scope.Organisation() -> "";
            case Scope.Tribe(String name) -> "tribe/" + folder(name);
            case Scope.Team(String name) -> "team/" + folder(name);
            case Scope.Application(String name) -> "application/" + folder(name);
        };
    }

    /// A name from outside as one folder: no slash, and neither `.` nor `..`.
    private static String folder(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("*", "%2A")
                        .replace(".", "%2E") + "/";
    }

    /// The document.
    ///
    /// @param beside which others are written beside it, to link to
    public byte[] content(MonthlyReport report, Set<Rendition> beside) {
        return switch (this) {
            case HTML -> utf8(Page.of(report, workbook(report, beside)));
            case XLSX -> WorkbookOfReport.bytes(report);
            case CSV -> utf8(Csv.text(report.sheet()));
            case JSON -> utf8(Json.text(report));
        };
    }

    private static @Nullable String workbook(MonthlyReport report, Set<Rendition> beside) {
        return beside.contains(XLSX) ? XLSX.file(report) : null;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
