package costperchange.query.catalog;

import java.util.List;

/// A file is no catalog. It leaves this package as [CatalogReader.Result.Rejected].
final class RejectedException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /// @param problems at least one
    RejectedException(List<Problem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    List<Problem> problems() {
        return problems;
    }
}
