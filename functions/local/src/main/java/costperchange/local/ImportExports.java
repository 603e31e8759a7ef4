package costperchange.local;

import costperchange.ingest.AwsClients;
import costperchange.ingest.Ingest;
import costperchange.ingest.export.ExportsBucket;
import costperchange.ingest.export.NotImportedException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/// Imports the exports of a bucket, by their manifests, as the function on AWS does.
@Command(
        name = "exports",
        description = {
            "Import the latest deliveries of all exports in an S3 bucket: FOCUS, CUR 2.0 and cost and usage reports from"
                    + " before. Credentials and region are found as by the AWS command line."
        },
        mixinStandardHelpOptions = true)
final class ImportExports implements Callable<Integer> {

    private static final YearMonth FIRST = YearMonth.of(2000, 1);
    private static final YearMonth LAST = YearMonth.of(9998, 12);

    @Mixin
    private Folder folder;

    @Mixin
    private Months months;

    @Spec
    private CommandSpec spec;

    @Option(names = "--bucket", required = true, description = "where the exports are")
    private String bucket;

    @Option(names = "--prefix", defaultValue = "", description = "with which their keys start")
    private String prefix;

    @Option(names = "--endpoint", paramLabel = "URL", description = "something else than AWS that speaks S3")
    private @Nullable URI endpoint;

    @Option(
            names = "--together",
            paramLabel = "EXPORT",
            description = {"exports that bill the same account, of which each has a part of the charges"})
    private List<String> together = List.of();

    @Override
    public Integer call() {
        YearMonth from = months.from(FIRST);
        YearMonth to = months.to(LAST);
        try (Installation installation = folder.openKept();
                S3Client s3 = AwsClients.s3(Optional.ofNullable(endpoint))) {
            Ingest ingest = new Ingest(
                    new ExportsBucket(s3, bucket, prefix),
                    installation.bills(Set.copyOf(together)),
                    Path.of(System.getProperty("java.io.tmpdir")));
            try {
                if (Progress.during("reading exports", () -> ingest.reread(from, to, this::tell))
                        .isEmpty()) {
                    spec.commandLine().getOut().println("no manifest of an export stands there");
                }
            } catch (NotImportedException e) {
                throw new Refusal("not all was imported:\n" + e.getMessage());
            } catch (SdkException e) {
                throw new Refusal("s3://" + bucket + "/" + prefix + " cannot be read: " + e.getMessage());
            } finally {
                Progress.during("working out the months", () -> {
                    installation.settle();
                    return true;
                });
            }
            return 0;
        }
    }

    private void tell(Ingest.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        switch (result) {
            case Ingest.Result.Read read -> {
                out.printf("%s: %d rows read%n", read.manifest().key().key(), read.rows());
                read.bills().forEach(bill -> out.println(BillLines.of(bill)));
            }
            case Ingest.Result.Asked asked ->
                throw new IllegalStateException("a bucket answered by the table " + asked.table());
            case Ingest.Result.Ignored(String key, String why) -> out.printf("%s: ignored, it %s%n", key, why);
        }
        out.flush();
    }
}
