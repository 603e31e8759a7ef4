package costperchange.report;

import costperchange.calculator.report.MonthlyReport;
import costperchange.report.page.Page;
import costperchange.store.Csv;
import costperchange.store.Json;
import java.util.Locale;

/// The forms in which a report is written. JSON and CSV are exact; the page is rounded for reading.
public enum Rendition {
    HTML("text/html; charset=utf-8"),
    CSV("text/csv; charset=utf-8"),
    JSON("application/json");

    private final String mediaType;

    Rendition(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /// `2026-10/cost-per-change.html`; on the billed basis `2026-10/cost-per-change-billed.html`.
    public String name(MonthlyReport report) {
        String basis = report.basis().equals("effective") ? "" : "-" + report.basis();
        return report.month() + "/cost-per-change" + basis + "." + name().toLowerCase(Locale.ROOT);
    }

    public String text(MonthlyReport report) {
        return switch (this) {
            case HTML -> Page.of(report);
            case CSV -> Csv.text(report.sheet());
            case JSON -> Json.text(report);
        };
    }
}
