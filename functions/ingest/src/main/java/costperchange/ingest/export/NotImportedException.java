package costperchange.ingest.export;

/// An export that cannot be imported as it stands. The message says which file is at fault and why, one line for each
/// reason. Nothing was written; the version of the bill known before stays.
public final class NotImportedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NotImportedException(String message) {
        super(message);
    }

    public NotImportedException(String message, Throwable cause) {
        super(message, cause);
    }
}
