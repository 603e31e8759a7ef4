package costperchange.webhook.source;

/// A document cannot be read. It leaves this package as [Result.Malformed] or as a problem of a file.
final class MalformedException extends Exception {

    private static final long serialVersionUID = 1;

    private final String field;
    private final String problem;

    /// @param field path of what is wrong
    /// @param problem what is wrong with it, such as `is missing`
    MalformedException(String field, String problem) {
        super(field + " " + problem);
        this.field = field;
        this.problem = problem;
    }

    String field() {
        return field;
    }

    String problem() {
        return problem;
    }

    Result result() {
        return new Result.Malformed(field, problem);
    }
}
