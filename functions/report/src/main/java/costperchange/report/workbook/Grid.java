package costperchange.report.workbook;

import costperchange.calculator.money.Currency;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.dhatim.fastexcel.BorderSide;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// A sheet being filled from above.
final class Grid {

    /// A spreadsheet's longest text.
    private static final int LONGEST_TEXT = 32_767;

    /// Rows that a spreadsheet has, less some for headings.
    private static final int MOST_ROWS = Worksheet.MAX_ROWS - 10;

    private static final String SHADE = "F1EFE8";
    private static final String SOFT = "5B636B";

    private final Worksheet sheet;
    private int row;

    Grid(Worksheet sheet) {
        this.sheet = sheet;
        sheet.pageOrientation("landscape");
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.setFitToPage(true);
    }

    Grid title(String text) {
        sheet.inlineString(row, 0, fit(text));
        sheet.style(row, 0).bold().fontSize(16).set();
        row++;
        return this;
    }

    Grid heading(String text) {
        row++;
        sheet.inlineString(row, 0, fit(text));
        sheet.style(row, 0).bold().fontSize(12).set();
        row++;
        return this;
    }

    Grid note(String text) {
        sheet.inlineString(row, 0, fit(text));
        sheet.style(row, 0).fontColor(SOFT).set();
        row++;
        return this;
    }

    Grid sentence(String text) {
        sheet.inlineString(row++, 0, fit(text));
        return this;
    }

    Grid gap() {
        row++;
        return this;
    }

    /// A table whose head stays in sight and has a filter: one on each sheet.
    ///
    /// @param frozen how many columns stay in sight too
    Grid main(List<Column> columns, List<List<@Nullable Object>> rows, int frozen) {
        for (int column = 0; column < columns.size(); column++) {
            sheet.width(column, columns.get(column).width());
        }
        int head = row;
        table(columns, rows);
        sheet.freezePane(frozen, head + 1);
        sheet.repeatRows(head);
        if (!rows.isEmpty()) {
            sheet.setAutoFilter(head, 0, row - 1, columns.size() - 1);
        }
        return this;
    }

    /// A table without these, under the columns of the first.
    ///
    /// @throws IllegalStateException if a spreadsheet cannot hold that many rows
    Grid table(List<Column> columns, List<List<@Nullable Object>> rows) {
        if (row + rows.size() > MOST_ROWS) {
            throw new IllegalStateException(
                    "sheet " + sheet.getName() + " would have " + rows.size() + " rows, more than a workbook holds");
        }
        for (int column = 0; column < columns.size(); column++) {
            head(column, columns.get(column));
        }
        row++;
        for (List<@Nullable Object> cells : rows) {
            for (int column = 0; column < columns.size(); column++) {
                cell(column, columns.get(column).kind(), cells.get(column));
            }
            row++;
        }
        return this;
    }

    private void head(int column, Column of) {
        sheet.inlineString(row, column, of.heading());
        sheet.style(row, column)
                .bold()
                .fillColor(SHADE)
                .wrapText(true)
                .verticalAlignment("bottom")
                .horizontalAlignment(of.kind().isNumber() ? "right" : "left")
                .borderStyle(BorderSide.BOTTOM, BorderStyle.THIN)
                .set();
    }

    private void cell(int column, Column.Kind kind, @Nullable Object value) {
        switch (value) {
            case null -> {
                return;
            }
            case BigDecimal amount -> sheet.value(row, column, amount);
            case Integer count -> sheet.value(row, column, count);
            case Long count -> sheet.value(row, column, count);
            case Boolean flag -> sheet.inlineString(row, column, flag ? "yes" : "no");
            case YearMonth month -> sheet.value(row, column, month.atDay(1));
            case LocalDate day -> sheet.value(row, column, day);
            case Instant time -> sheet.value(row, column, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
            case Currency currency -> sheet.inlineString(row, column, currency.code());
            case String text -> sheet.inlineString(row, column, fit(text));
            default -> throw new IllegalArgumentException("no cell can hold a " + value.getClass());
        }
        if (kind != Column.Kind.TEXT) {
            sheet.style(row, column)
                    .format(kind.format())
                    .horizontalAlignment(kind.isNumber() ? "right" : "left")
                    .set();
        }
    }

    /// As much of a text as a cell holds, without what XML cannot.
    private static String fit(String text) {
        String clean = text.replaceAll("[^\\x{9}\\x{A}\\x{D}\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT - 1) + "…";
    }
}
