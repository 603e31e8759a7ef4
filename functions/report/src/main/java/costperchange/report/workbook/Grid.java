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
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// A sheet being filled from above.
final class Grid {

    /// A spreadsheet's longest text.
    private static final int LONGEST_TEXT = 32_767;

    /// Rows that a spreadsheet has, less some for headings.
    private static final int MOST_ROWS = Worksheet.MAX_ROWS - 10;

    private static final String FONT = "Arial";
    private static final int SIZE = 10;

    /// Two lines of a heading, in points.
    private static final double HEAD_HEIGHT = 28;

    private static final String SHADE = "F1EFE8";
    private static final String SOFT = "5B636B";

    private final Worksheet sheet;
    private int row;

    Grid(Workbook workbook, String name) {
        workbook.setGlobalDefaultFont(FONT, SIZE);
        sheet = workbook.newWorksheet(name);
        sheet.pageOrientation("landscape");
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.setFitToPage(true);
    }

    Grid title(String text) {
        sheet.inlineString(row, 0, fit(text));
        sheet.style(row, 0).fontName(FONT).bold().fontSize(16).set();
        row++;
        return this;
    }

    Grid heading(String text) {
        row++;
        sheet.inlineString(row, 0, fit(text));
        sheet.style(row, 0).fontName(FONT).bold().fontSize(12).set();
        row++;
        return this;
    }

    Grid note(String text) {
        sheet.inlineString(row, 0, fit(text));
        sheet.style(row, 0).fontName(FONT).fontSize(SIZE).fontColor(SOFT).set();
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
        sheet.rowHeight(row, HEAD_HEIGHT);
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
                .fontName(FONT)
                .fontSize(SIZE)
                .bold()
                .fillColor(SHADE)
                .wrapText(true)
                .verticalAlignment("bottom")
                .horizontalAlignment(of.kind().isNumber() ? "right" : "left")
                .indent(indent(of.kind(), column))
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
        sheet.style(row, column)
                .fontName(FONT)
                .fontSize(SIZE)
                .format(kind.format())
                .horizontalAlignment(kind.isNumber() ? "right" : "left")
                .indent(indent(kind, column))
                .set();
    }

    /// Keeps a text off the number to its left.
    private static int indent(Column.Kind kind, int column) {
        return kind.isNumber() || column == 0 ? 0 : 1;
    }

    /// As much of a text as a cell holds, without what XML cannot.
    private static String fit(String text) {
        String clean = text.replaceAll(
                "[^\\x{9}\\x{A}\\x{D}\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT - 1) + "…";
    }
}
