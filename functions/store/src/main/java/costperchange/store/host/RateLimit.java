package costperchange.store.host;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/// What an answer says about how many requests may still be made.
///
/// | header | |
/// | --- | --- |
/// | `Retry-After` | seconds to wait |
/// | `X-RateLimit-Remaining`, of GitLab `RateLimit-Remaining` | requests left in this window |
/// | `X-RateLimit-Reset`, of GitLab `RateLimit-Reset` | the window's end, in seconds since 1970 |
///
/// Sources: docs.github.com, "Rate limits for the REST API"; docs.gitlab.com, "Rate limits".
final class RateLimit {

    /// How long to wait where no header says it: GitHub's secondary limits ask for at least a minute.
    private static final Duration UNSAID = Duration.ofMinutes(1);

    /// Longer than any window; what says more is wrong.
    private static final Duration LONGEST = Duration.ofHours(2);

    private RateLimit() {}

    /// Whether an answer refuses because of a limit, not of rights.
    static boolean refuses(int status, HttpHeaders headers) {
        return status == 429
                || (status == 403 && (headers.firstValue("Retry-After").isPresent() || isUsedUp(headers)));
    }

    /// Whether no request is left.
    static boolean isUsedUp(HttpHeaders headers) {
        return number(headers, "X-RateLimit-Remaining", "RateLimit-Remaining").orElse(1) <= 0;
    }

    /// When the next request may be made.
    static Instant end(HttpHeaders headers, Instant now) {
        OptionalLong seconds = number(headers, "Retry-After");
        if (seconds.isPresent()) {
            return bounded(now.plusSeconds(Math.clamp(seconds.getAsLong(), 0, LONGEST.toSeconds())), now);
        }
        OptionalLong reset = number(headers, "X-RateLimit-Reset", "RateLimit-Reset");
        // A second more, as the clocks are two.
        return isUsedUp(headers) && reset.isPresent() && reset.getAsLong() < Instant.MAX.getEpochSecond()
                ? bounded(Instant.ofEpochSecond(Math.max(0, reset.getAsLong()) + 1), now)
                : now.plus(UNSAID);
    }

    private static Instant bounded(Instant end, Instant now) {
        return end.isAfter(now.plus(LONGEST)) ? now.plus(LONGEST) : end;
    }

    private static OptionalLong number(HttpHeaders headers, String... names) {
        for (String name : names) {
            String text = headers.firstValue(name).orElse("");
            if (text.matches("\\d{1,15}")) {
                return OptionalLong.of(Long.parseLong(text));
            }
        }
        return OptionalLong.empty();
    }
}
