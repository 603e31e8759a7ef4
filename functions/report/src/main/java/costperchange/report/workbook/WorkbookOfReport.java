package costperchange.report.workbook;

import costperchange.calculator.report.MonthlyReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;

/// The whole workbook.
public final class WorkbookOfReport {

    /// Not when it was made, which would make each writing another: a time that says nothing.
    private static final LocalDateTime NO_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private static final String CREATED = "<dcterms:created xsi:type=\"dcterms:W3CDTF\">[^<]*</dcterms:created>";

    private WorkbookOfReport() {}

    /// The report as a workbook.
    ///
    /// @throws IllegalStateException if it has more rows than a workbook holds
    /// @throws UncheckedIOException if no temporary file can be written
    public static byte[] bytes(MonthlyReport report) {
        try {
            Path file = Files.createTempFile("cost-per-change", ".xlsx");
            try {
                write(report, file);
                return timeless(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("a workbook cannot be written to the temporary folder", failed);
        }
    }

    private static void write(MonthlyReport report, Path file) throws IOException {
        try (Workbook workbook = new Workbook(Files.newOutputStream(file), "CostPerChange", "01.0000")) {
            new SummarySheet(report).write(new Grid(workbook, "Summary"));
            new ApplicationsSheet(report).write(new Grid(workbook, "Applications"));
            new ChangesSheet(report).write(new Grid(workbook, "Changes"));
            LedgerSheets ledger = new LedgerSheets(report.ledger());
            ledger.write(new Grid(workbook, "Ledger"));
            ledger.writeUnallocated(new Grid(workbook, "Unallocated"));
        }
    }

    /// The file's parts in their order, without the time at which it was made. (By a file, as its entries leave
    /// their sizes to the directory at its end, which Java reads of files only.)
    private static byte[] timeless(Path workbook) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile from = new ZipFile(workbook.toFile());
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(NO_TIME);
                to.putNextEntry(copy);
                to.write(part(entry.getName(), from.getInputStream(entry).readAllBytes()));
                to.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] part(String name, byte[] content) {
        return name.equals("docProps/core.xml")
                ? new String(content, StandardCharsets.UTF_8)
                        .replaceAll(CREATED, "")
                        .getBytes(StandardCharsets.UTF_8)
                : content;
    }
}
