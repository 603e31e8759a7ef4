package costperchange.store.host;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A host did not do what was asked of it.
public final class ApiException extends Exception {

    private static final long serialVersionUID = 1;

    /// Whose doing it is.
    public enum Kind {
        /// The request was understood and will not be done: asking again changes nothing until a person mends
        /// it.
        REFUSED,
        /// There was no answer that tells: it may be done when it is asked for again.
        UNANSWERED,
        /// There is no time left now.
        LATER
    }

    private final transient Stop stop;
    private final Kind kind;

    private ApiException(Stop stop, Kind kind) {
        super(stop.why());
        this.stop = stop;
        this.kind = kind;
    }

    /// Something that a person has to mend.
    public static ApiException failed(URI address, String why) {
        return new ApiException(new Stop(address + " " + why, null), Kind.REFUSED);
    }

    /// An answer that is a refusal.
    ///
    /// @param toDo `read` or `write`
    static ApiException refused(URI address, int status, String toDo) {
        return failed(address, "answered " + status + advice(status, toDo));
    }

    /// No answer, or none that says how it went, after all tries.
    public static ApiException unanswered(URI address, String why) {
        return new ApiException(new Stop(address + " " + why, null), Kind.UNANSWERED);
    }

    /// There is no time left now.
    ///
    /// @param again when it makes sense to go on
    static ApiException later(URI address, String why, @Nullable Instant again) {
        return new ApiException(new Stop(address + " " + why, again == null ? Instant.EPOCH : again), Kind.LATER);
    }

    /// The same, of an address that is not to be told.
    public ApiException at(URI otherName) {
        String why = stop.why();
        return new ApiException(new Stop(otherName + why.substring(why.indexOf(' ')), stop.again()), kind);
    }

    public Stop stop() {
        return stop;
    }

    public Kind kind() {
        return kind;
    }

    private static String advice(int status, String toDo) {
        return switch (status) {
            case 301, 302, 307, 308 -> ": the repository was moved, name it as it is called now";
            case 401 -> ": the token is not valid, make a new one";
            case 403 -> ": the token may not " + toDo + " this";
            case 404 -> ": there is no such repository, or the token may not see it";
            case 422 -> ": it is not known there";
            default -> "";
        };
    }
}
