package costperchange.local;

import costperchange.ingest.BillImport.Outcome.CountedTwice;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/// Which other sources bill a part of the same account's charges.
final class Beside {

    @Option(
            names = "--beside",
            paramLabel = "SOURCE",
            description = "another source that bills the same account, of which each has a part of the charges")
    private List<String> sources = List.of();

    /// These and the one that comes in.
    Set<String> and(String source) {
        Set<String> together = new HashSet<>(sources);
        together.add(source);
        return together;
    }

    /// What to do about it.
    static String advice(CountedTwice twice) {
        String source = twice.known().id().source();
        String months = " --from " + twice.known().id().month() + " --to "
                + twice.known().id().month();
        return twice.isOfOneSource()
                ? twice.message() + ": withdraw " + source + months
                : twice.message() + ". Import it as --source " + source + " to replace that bill, with --beside "
                        + source + " if both are meant, or after withdraw " + source + months;
    }
}
