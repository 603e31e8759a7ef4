package costperchange.webhook.api;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An API did not answer what was asked. It leaves this package as [Walk.Stop].
final class ApiException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Walk.Stop stop;

    private ApiException(Walk.Stop stop) {
        super(stop.why());
        this.stop = stop;
    }

    /// Something that a person has to mend.
    static ApiException failed(URI address, String why) {
        return new ApiException(new Walk.Stop(address + " " + why, null));
    }

    /// There is no time left now.
    ///
    /// @param again when it makes sense to go on
    static ApiException later(URI address, String why, @Nullable Instant again) {
        return new ApiException(new Walk.Stop(address + " " + why, again == null ? Instant.EPOCH : again));
    }

    Walk.Stop stop() {
        return stop;
    }
}
