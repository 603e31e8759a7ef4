package costperchange.local;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/// The time that `--known-at` says.
final class KnownAt {

    private KnownAt() {}

    /// @throws Refusal if it is no time
    static Instant read(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new Refusal("--known-at must be a time such as 2026-11-02T06:00:00Z, not '" + text + "'");
        }
    }

    /// Nothing is known before its time.
    ///
    /// @throws Refusal if it is in the future
    static Instant past(Instant said, Instant now) {
        if (said.isAfter(now)) {
            throw new Refusal("--known-at " + said + " is in the future");
        }
        return said;
    }
}
