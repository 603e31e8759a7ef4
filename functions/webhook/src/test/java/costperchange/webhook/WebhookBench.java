package costperchange.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.webhook.WebhookWork.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How many deliveries a core takes, and what takes the time.
///
/// One thread sends distinct deliveries, made and signed before, to the function; the store is DynamoDB Local in
/// the same JVM and in memory. What is counted is the time of the processor that the whole JVM used, its
/// database, compiler and collector among it, so a busy machine slows nothing down. The parts are timed by
/// themselves, round by round after each other, and medians count:
///
/// - *signature*: the source is asked with another secret, so that it checks everything and reads nothing;
/// - *reading*: the source is asked with the right one; less the signature;
/// - *handling*: the function over a store that answers at once; less both;
/// - *store*: the function over DynamoDB Local; less what it takes over a store that answers at once.
///
/// The baseline is a bare conditional put, through the same client to another such store, of the item that a
/// delivery of this kind leaves: what no one can do without. A delivery reads that item before.
@Tag("bench")
class WebhookBench {

    private static final int WARM_UP = 3;
    private static final int ROUNDS = 7;

    @Test
    void deliveries_per_second_of_a_core() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:ActiveProcessorCount=1",
                        "-Xmx2g",
                        "-Dproject.root=" + System.getProperty("project.root"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        WebhookBench.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String table = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(table);
        assertThat(process.waitFor()).as(table).isZero();
        assertThat(table.lines()).hasSize(1 + WebhookWork.KINDS.size());
    }

    /// Prints the table. Ends the JVM in any case, as the database's threads would not.
    public static void main(String[] arguments) {
        try {
            measure();
            System.exit(0);
        } catch (RuntimeException broken) {
            System.out.println(broken);
            System.exit(1);
        }
    }

    private static void measure() {
        System.out.printf(
                "%-34s %7s %9s %9s %10s %9s %8s %8s %8s%n",
                "a delivery", "bytes", "µs", "per s", "of a put", "signature", "reading", "handling", "store");
        Map<Kind, List<double[]>> micros = new LinkedHashMap<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            for (Kind kind : WebhookWork.KINDS) {
                double[] parts = new WebhookWork(kind, round).micros();
                if (round >= WARM_UP) {
                    micros.computeIfAbsent(kind, first -> new ArrayList<>()).add(parts);
                }
            }
        }
        micros.forEach(WebhookBench::print);
    }

    private static void print(Kind kind, List<double[]> rounds) {
        double signature = median(rounds, 0);
        double receiving = median(rounds, 1);
        double alone = median(rounds, 2);
        double put = median(rounds, 3);
        double whole = median(rounds, 4);
        System.out.printf(
                "%-34s %7d %9.0f %9.0f %9.2fx %8.1f%% %7.1f%% %7.1f%% %7.1f%%   alone: %.0f µs, %.0f per s; put: %.0f µs%n",
                kind.sample(),
                kind.bytes(),
                whole,
                1e6 / whole,
                whole / put,
                100 * signature / whole,
                100 * (receiving - signature) / whole,
                100 * (alone - receiving) / whole,
                100 * (whole - alone) / whole,
                alone,
                1e6 / alone,
                put);
    }

    private static double median(List<double[]> rounds, int part) {
        return rounds.stream().mapToDouble(round -> round[part]).sorted().toArray()[rounds.size() / 2];
    }
}
