package costperchange.query.catalog;

import costperchange.calculator.allocation.Catalog;
import java.util.List;

/// Reads catalog files.
public final class CatalogReader {

    /// How many problems are listed: enough to see what is wrong with a file.
    static final int MOST_PROBLEMS = 100;

    private CatalogReader() {}

    /// What became of a file.
    public sealed interface Result {

        record Accepted(Catalog catalog) implements Result {}

        /// @param problems at least one and at most 100, in the order of the file
        record Rejected(List<Problem> problems) implements Result {}
    }

    /// Reads a file, whole or not at all.
    ///
    /// @param text YAML, at most 1 MiB
    public static Result read(String text) {
        try {
            Document document = YamlReader.read(text);
            refuse(CatalogSchema.problems(document));
            refuse(CatalogChecks.problems(document));
            return new Result.Accepted(new CatalogBuilder(document).build());
        } catch (RejectedException e) {
            return new Result.Rejected(e.problems().stream()
                    .distinct()
                    .sorted()
                    .limit(MOST_PROBLEMS)
                    .toList());
        }
    }

    private static void refuse(List<Problem> problems) throws RejectedException {
        if (!problems.isEmpty()) {
            throw new RejectedException(problems);
        }
    }
}
