package costperchange.ingest.focus;

import static costperchange.ingest.focus.Sample.charges;
import static costperchange.ingest.focus.Sample.csv;
import static costperchange.ingest.focus.Sample.problems;
import static costperchange.ingest.focus.Sample.read;
import static costperchange.ingest.focus.Sample.row;
import static costperchange.ingest.focus.Sample.whole;
import static costperchange.ingest.focus.Sample.write;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.Dimension;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FocusCsvTest {

    private static final String TEXT = csv(row(), row("SubAccountId", "457"), row("BilledCost", "2"));

    @TempDir
    Path directory;

    private Path bill;
    private List<Charge> meant;

    @BeforeEach
    void readPlain() {
        bill = directory.resolve("bill.csv");
        meant = charges(write(directory.resolve("plain.csv"), TEXT));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() {
        assertThat(charges(write(bill, "\uFEFF" + TEXT))).isEqualTo(meant);
        assertThat(charges(write(bill, "\uFEFF\"BilledCost\"" + TEXT.substring(10))))
                .isEqualTo(meant);
    }

    @Test
    void linesMayEndAsTheyLike() {
        assertThat(charges(write(bill, TEXT.replace("\n", "\r\n")))).isEqualTo(meant);
        assertThat(charges(write(bill, TEXT.replace("\n", "\r")))).isEqualTo(meant);
        assertThat(charges(write(bill, TEXT.replaceFirst("\n", "\r\n")))).isEqualTo(meant);
        assertThat(charges(write(bill, TEXT.stripTrailing()))).isEqualTo(meant);
    }

    @Test
    void blankLinesAreNoRows() {
        assertThat(charges(write(bill, "\n\n" + TEXT.replace("\n", "\n\n") + "\n\n")))
                .isEqualTo(meant);
        assertThat(charges(write(bill, "\r\n" + TEXT.replace("\n", "\r\n\r\n"))))
                .isEqualTo(meant);
    }

    @Test
    void quotedCellsMayHoldAnything() {
        Dimension service = Dimension.Column.SERVICE_NAME;
        String odd = "one, \"two\"\nthree\r\nfour";
        Path file = write(bill, csv(row("ServiceName", odd), row(), row("ServiceName", odd)));

        assertThat(whole(read(Set.of(service), file)).charges())
                .extracting(charge -> charge.value(service).orElseThrow())
                .containsExactly("Amazon S3", odd);
    }

    /// It may as well be what is left of a bill.
    @Test
    void aHeaderWithoutRowsIsRefused() {
        String header = TEXT.lines().findFirst().orElseThrow();
        String reason = "has no rows: a bill without charges cannot be told from a delivery that went wrong";

        assertThat(problems(write(bill, header))).containsExactly(Problem.ofFile(bill.toString(), reason));
        Path other = write(directory.resolve("other.csv"), header + "\r\n\r\n");
        assertThat(problems(bill, other))
                .containsExactly(Problem.ofFile(bill.toString(), reason), Problem.ofFile(other.toString(), reason));
    }

    @Test
    void aPartOfABillMayHaveNoRows() {
        String header = TEXT.lines().findFirst().orElseThrow();

        assertThat(charges(write(bill, TEXT), write(directory.resolve("other.csv"), header)))
                .isEqualTo(meant);
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThat(problems(write(bill, ""))).containsExactly(Problem.ofFile(bill.toString(), "is empty"));
        assertThat(problems(write(bill, "\n\n"))).containsExactly(Problem.ofFile(bill.toString(), "is empty"));
    }

    @Test
    void raggedRowsAreRefusedByLine() {
        String[] lines = TEXT.split("\n");
        write(bill, String.join("\n", lines[0], lines[1], "", lines[2] + ",more", "1,2", lines[3]));

        assertThat(problems(bill))
                .extracting(Problem::toString)
                .containsExactly(
                        bill + ", row 4: the row has 16 cells, the header 15",
                        bill + ", row 5: the row has 2 cells, the header 15");
    }

    @Test
    void quotesThatDoNotCloseAreRefused() {
        String text =
                csv(row("Tags", null, "Note", "x"), row("Tags", null, "Note", "OPEN"), row("Tags", null, "Note", "y"));

        assertThat(problems(write(bill, text.replace("OPEN", "\"never closed"))))
                .extracting(Problem::reason)
                .containsExactly("ends within quotes");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        write(bill, TEXT.replace("AWS", "\u00c4WS").getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems(bill).getFirst()).isEqualTo(Problem.ofLine(bill.toString(), 2, "the row is not UTF-8"));
    }

    @Test
    void packedFilesAreTheSame() {
        assertThat(charges(Sample.gzip(write(bill, TEXT), directory.resolve("bill.csv.gz"))))
                .isEqualTo(meant);
        Path mixed = write(bill, TEXT.replaceFirst("\n", "\r\n"));
        assertThat(charges(Sample.gzip(mixed, directory.resolve("mixed.csv.gz"))))
                .isEqualTo(meant);
    }

    @Test
    void damagedPackedFilesAreRefused() throws IOException {
        Path packed = directory.resolve("bill.csv.gz");
        assertThat(problems(write(packed, TEXT)).getFirst().reason()).startsWith("is not a whole gzip file");

        byte[] good = Files.readAllBytes(Sample.gzip(write(bill, TEXT), packed));
        assertThat(problems(write(packed, Arrays.copyOf(good, good.length - 20))))
                .hasSize(1);
        good[good.length - 6] ^= 1;
        assertThat(problems(write(packed, good)).getFirst().reason()).startsWith("is not a whole gzip file");
    }

    @Test
    void filesOfAnyColumnsAndEndsAreReadTogether() {
        Path one = write(directory.resolve("one.csv"), "\n" + TEXT);
        Path two = write(directory.resolve("two[1].csv"), csv(row("Tags", null, "x_Own", "y")));
        Path three = write(directory.resolve("three.csv"), TEXT.replaceFirst("\n", "\r\n"));

        assertThat(whole(read(one, two, three)).rows()).isEqualTo(7);
    }

    /// Large enough for the engine to cut the file in pieces and read them at the same time.
    @Test
    void aLargeFileWithLinesInCellsIsReadWholly() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder(TEXT);
        String rest = TEXT.split("\n")[1].substring(3);
        BigDecimal sum = new BigDecimal("5");
        for (int i = 0; i < 60_000; i++) {
            text.append(i)
                    .append(rest.replace("Amazon S3", "\"S3\n\n," + random.nextInt() + "\""))
                    .append('\n');
            sum = sum.add(BigDecimal.valueOf(i));
        }
        Reading.Read read = whole(read(write(bill, text.toString())));

        assertThat(read.rows()).isEqualTo(60_003);
        assertThat(read.totals().values().iterator().next().billed()).isEqualByComparingTo(sum);
    }
}
