package costperchange.ingest.costexplorer;

/// A month cannot be read now. The message says what was asked and why there is no answer.
final class UnreadException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadException(String message) {
        super(message);
    }

    UnreadException(String message, Throwable cause) {
        super(message, cause);
    }
}
