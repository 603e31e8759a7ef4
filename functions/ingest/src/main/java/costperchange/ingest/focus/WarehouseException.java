package costperchange.ingest.focus;

import java.io.Serial;

/// A distributed engine refused a query, failed, or could not be reached.
public final class WarehouseException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public WarehouseException(String message, Throwable cause) {
        super(message, cause);
    }

    public WarehouseException(String message) {
        super(message);
    }
}
