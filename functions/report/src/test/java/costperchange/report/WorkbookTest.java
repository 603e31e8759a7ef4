package costperchange.report;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.money.Basis;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.MonthlyReport.OfApplication;
import costperchange.calculator.report.Scope;
import costperchange.report.workbook.WorkbookOfReport;
import costperchange.store.Measurements;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;

class WorkbookTest {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final List<String> FORMULAS =
            List.of("=HYPERLINK(\"https://example.com\",\"click\")", "-1+1", "@SUM(A1)", "+1");

    @Test
    void it_has_a_sheet_for_each_part_of_the_report() throws IOException {
        try (ReadableWorkbook workbook = read(report(Acme.books()))) {
            assertThat(workbook.getSheets().map(Sheet::getName))
                    .containsExactly("Summary", "Applications", "Changes", "Ledger", "Unallocated");
        }
    }

    @Test
    void numbers_are_numbers_from_the_decimals_own_text_and_dates_are_dates() throws IOException {
        MonthlyReport report = report(Acme.books());
        OfApplication checkout = report.applications().stream()
                .filter(one -> one.application().equals("checkout"))
                .findFirst()
                .orElseThrow();
        try (ReadableWorkbook workbook = read(report)) {
            Row row = row(workbook, "Applications", "checkout");
            assertThat(cell(workbook, "Applications", row, "Cost").asNumber())
                    .isEqualByComparingTo(checkout.numbers().cost());
            assertThat(cell(workbook, "Applications", row, "Currency").asString())
                    .isEqualTo("USD");
            assertThat(cell(workbook, "Applications", row, "Measured since")
                            .asDate()
                            .toLocalDate())
                    .isEqualTo(checkout.measuredSince());
            assertThat(cell(workbook, "Applications", row, "Changes").getType()).isEqualTo(CellType.NUMBER);

            List<Row> changes = rows(workbook, "Changes");
            assertThat(changes).hasSize(report.changes().size() + 3);
            LocalDateTime first =
                    cell(workbook, "Changes", changes.get(3), "First success").asDate();
            assertThat(first.getHour()).isEqualTo(12);
        }
    }

    @Test
    void a_text_is_never_a_formula_and_what_is_below_zero_is_a_number() throws IOException {
        try (Books books = new Books(Catalog.NONE)) {
            Books.OfMonth bill = books.bill(OCTOBER);
            FORMULAS.forEach(name -> bill.daily(name, "1"));
            bill.once("-1+1", ChargeCategory.CREDIT, "-62", OCTOBER.atDay(1)).knownAt("2026-12-01T00:00:00Z");
            FORMULAS.forEach(name -> books.deploys(name, List.of(LocalDate.of(2026, 10, 1))));
            byte[] bytes = WorkbookOfReport.bytes(report(books.joined()));
            try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
                for (String name : FORMULAS) {
                    Cell cell = row(workbook, "Applications", name).getCell(0);
                    assertThat(cell.getType()).isEqualTo(CellType.STRING);
                    assertThat(cell.getFormula()).isNull();
                }
                Row negative = row(workbook, "Applications", "-1+1");
                assertThat(cell(workbook, "Applications", negative, "Cost").asNumber())
                        .isEqualByComparingTo(new BigDecimal("-31"));
            }
            assertThat(parts(bytes)).contains("HYPERLINK").doesNotContain("<f>", "<f ");
        }
    }

    @Test
    void what_xml_cannot_hold_is_marked_and_not_lost() throws IOException {
        try (Books books = new Books(Catalog.NONE)) {
            books.bill(OCTOBER).daily("a\u0001b\uD83D\uDE80", "1").knownAt("2026-12-01T00:00:00Z");
            books.joined();
            try (ReadableWorkbook workbook = read(report(books))) {
                assertThat(row(workbook, "Applications", "a\uFFFDb\uD83D\uDE80"))
                        .isNotNull();
            }
        }
    }

    @Test
    void a_team_has_no_ledger_and_is_told_where_it_is() throws IOException {
        MonthlyReport team = new MonthlyReports(new Measurements(Acme.books().table()))
                .of(OCTOBER, new Scope.Team("payments"), Basis.EFFECTIVE);
        try (ReadableWorkbook workbook = read(team)) {
            assertThat(rows(workbook, "Applications")).hasSize(3 + 3);
            for (String sheet : List.of("Ledger", "Unallocated")) {
                assertThat(rows(workbook, sheet).getLast().getCellText(0))
                        .startsWith("Bills belong to the organisation");
            }
        }
    }

    @Test
    void the_summary_says_where_the_exact_amounts_are_and_what_is_not_certain() throws IOException {
        try (ReadableWorkbook workbook = read(report(Acme.books()))) {
            assertThat(rows(workbook, "Summary").stream()
                            .filter(row -> row.getCellCount() > 0)
                            .map(row -> row.getCellText(0)))
                    .contains(
                            "Cost per change, October 2026",
                            "A spreadsheet keeps some fifteen digits of a number. The exact amounts are in the CSV and"
                                    + " the JSON of this report.")
                    .anyMatch(text -> text.contains("estimated: bills may still change"))
                    .anyMatch(text -> text.startsWith("No deployment is known of legacy-mainframe"));
        }
    }

    @Test
    void of_a_month_without_a_bill_no_amount_is_told() throws IOException {
        try (Books books = new Books(Catalog.NONE)) {
            books.bill(OCTOBER).daily("checkout", "1").knownAt("2026-12-01T00:00:00Z");
            books.joined();
            try (ReadableWorkbook workbook = read(report(books))) {
                List<List<String>> months = rows(workbook, "Summary").stream()
                        .map(row -> IntStream.range(0, row.getCellCount())
                                .mapToObj(column -> row.getOptionalCell(column)
                                        .map(Cell::getText)
                                        .orElse(""))
                                .toList())
                        .filter(cells -> cells.contains("no bill"))
                        .toList();
                // Month, currency, cost per change, why there is none; then six numbers that are of bills.
                assertThat(months)
                        .hasSize(12)
                        .allSatisfy(cells -> assertThat(cells.subList(4, 10)).containsOnly(""));
            }
        }
    }

    @Test
    void the_head_stays_in_sight_and_has_a_filter() throws IOException {
        String parts = parts(WorkbookOfReport.bytes(report(Acme.books())));
        assertThat(parts.split("state=\"frozen\"", -1)).hasSize(6);
        assertThat(parts.split("<autoFilter ", -1)).hasSize(6);
    }

    @Test
    void the_same_report_is_the_same_bytes() throws InterruptedException {
        MonthlyReport report = report(Acme.books());
        byte[] first = WorkbookOfReport.bytes(report);
        // The time of a ZIP's entries has two seconds.
        Thread.sleep(2_100);
        assertThat(WorkbookOfReport.bytes(report)).isEqualTo(first);
    }

    private static MonthlyReport report(Books books) {
        return new MonthlyReports(new Measurements(books.table()))
                .of(OCTOBER, new Scope.Organisation(), Basis.EFFECTIVE);
    }

    private static ReadableWorkbook read(MonthlyReport report) throws IOException {
        return new ReadableWorkbook(new ByteArrayInputStream(WorkbookOfReport.bytes(report)));
    }

    private static List<Row> rows(ReadableWorkbook workbook, String sheet) throws IOException {
        return workbook.findSheet(sheet).orElseThrow().read();
    }

    private static Row row(ReadableWorkbook workbook, String sheet, String name) throws IOException {
        return rows(workbook, sheet).stream()
                .filter(row -> row.getCellCount() > 0 && row.getCellText(0).equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// The cell of a row under a heading, which is in the third row of the sheet that is not empty.
    private static Cell cell(ReadableWorkbook workbook, String sheet, Row row, String heading) throws IOException {
        Row head = rows(workbook, sheet).get(2);
        for (int column = 0; column < head.getCellCount(); column++) {
            if (head.getCellText(column).equals(heading)) {
                return row.getCell(column);
            }
        }
        throw new AssertionError("no column " + heading + " in " + head);
    }

    private static String parts(byte[] workbook) throws IOException {
        StringBuilder parts = new StringBuilder();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            while (zip.getNextEntry() != null) {
                parts.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts.toString();
    }
}
