package costperchange.local;

import costperchange.calculator.time.Period;
import costperchange.ingest.AwsClients;
import costperchange.ingest.costexplorer.CostExplorerImport;
import costperchange.ingest.costexplorer.CostExplorerImport.Report;
import costperchange.ingest.costexplorer.CostExplorerImport.Result;
import costperchange.ingest.costexplorer.Enquiry;
import costperchange.ingest.costexplorer.Pace;
import java.io.PrintWriter;
import java.net.URI;
import java.time.YearMonth;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;

/// Imports bills from Cost Explorer, as the function on AWS does.
@Command(
        name = "cost-explorer",
        description = {
            "Import bills from AWS Cost Explorer, for an account without an export. Each request costs 0.01 USD; a month"
                    + " takes three to seven, more where its answers have several pages. Credentials are found as by the"
                    + " AWS command line; they must allow ce:GetCostAndUsage."
        },
        mixinStandardHelpOptions = true)
final class ImportCostExplorer implements Callable<Integer> {

    @Mixin
    private Folder folder;

    @Mixin
    private Months months;

    @Mixin
    private Beside beside;

    @Spec
    private CommandSpec spec;

    @Option(names = "--tag", required = true, description = "key of the cost allocation tag that names applications")
    private String tag;

    @Option(
            names = "--by",
            defaultValue = "account",
            description = "what costs are told apart by beside the tag: account or service")
    private String by;

    @Option(names = "--account", required = true, description = "the account that pays: twelve digits")
    private String account;

    @Option(
            names = "--budget",
            paramLabel = "REQUESTS",
            defaultValue = "100",
            description = "requests that a calendar month may have, of all runs on this data: ${DEFAULT-VALUE}")
    private int budget;

    @Option(names = "--net", description = "costs net of discounts, for accounts that have some")
    private boolean net;

    @Option(names = "--again", description = "ask for settled months again, too")
    private boolean again;

    @Option(
            names = "--source",
            defaultValue = Enquiry.SOURCE,
            description = "name of the bills' source: ${DEFAULT-VALUE}")
    private String source;

    @Option(names = "--endpoint", paramLabel = "URL", description = "something else than AWS that speaks Cost Explorer")
    private @Nullable URI endpoint;

    @Override
    public Integer call() {
        Enquiry enquiry = enquiry();
        Report report;
        try (Installation installation = folder.openKept();
                CostExplorerClient client = AwsClients.costExplorer(Optional.ofNullable(endpoint))) {
            YearMonth open = YearMonth.from(Period.day(installation.clock().instant()));
            YearMonth from = months.from(open.minusMonths(1));
            YearMonth to = months.to(open);
            CostExplorerImport explorer = new CostExplorerImport(
                    client,
                    installation.bills(beside.and(source)),
                    enquiry,
                    budget,
                    CostExplorerImport.LAST_DAYS,
                    Pace.of(installation.clock()));
            report = Progress.during("asking Cost Explorer", () -> explorer.run(from, to, again));
            Progress.during("working out the months", () -> {
                installation.settle();
                return true;
            });
        }
        tell(report);
        return 0;
    }

    /// @throws Refusal if not all was read
    private void tell(Report report) {
        PrintWriter out = spec.commandLine().getOut();
        for (Result result : report.months()) {
            switch (result) {
                case Result.Read read when read.bills().isEmpty() -> out.println(read.month() + ": no charges");
                case Result.Read read -> read.bills().forEach(bill -> out.println(BillLines.of(bill)));
                case Result.NotBegun(YearMonth month) -> out.println(month + ": no day of it is over yet");
                case Result.Unread unread -> out.println(unread.month() + ": not read");
            }
        }
        report.notes().forEach(note -> out.println("note: " + note));
        out.printf("requests: %d sent, %d of %d this month%n", report.sent(), report.asked(), budget);
        out.flush();
        if (!report.unread().isEmpty()) {
            throw new Refusal(report.unread().stream()
                    .map(unread -> unread.month() + " was not read: " + unread.why())
                    .collect(Collectors.joining("\n")));
        }
    }

    private Enquiry enquiry() {
        try {
            return new Enquiry(
                    source, account, tag, Enquiry.By.of(by), net ? Enquiry.Metrics.NET : Enquiry.Metrics.PLAIN);
        } catch (IllegalArgumentException e) {
            String option = String.valueOf(e.getMessage()).startsWith("must be") ? "--by " : "";
            throw new Refusal(option + e.getMessage());
        }
    }
}
