package costperchange.store.host;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/// How long asking or telling may wait.
///
/// @param sleeper waits; a test only notes how long
/// @param deadline when it has to have ended
public record Patience(Clock clock, Consumer<Duration> sleeper, Instant deadline) {

    /// Waits by sleeping.
    public static Patience until(Instant deadline, Clock clock) {
        return new Patience(clock, Patience::sleep, deadline);
    }

    /// Sleeps.
    public static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting");
        }
    }

    /// @throws ApiException if it has to end
    void check(URI address) throws ApiException {
        if (!clock.instant().isBefore(deadline)) {
            throw ApiException.later(address, "was not asked any more: the time is up", null);
        }
    }

    /// Waits until a time.
    ///
    /// @throws ApiException if it has to have ended by then
    void until(Instant time, URI address) throws ApiException {
        if (time.isAfter(deadline)) {
            throw ApiException.later(address, "allows no more requests until " + time, time);
        }
        Duration wait = Duration.between(clock.instant(), time);
        if (wait.isPositive()) {
            sleeper.accept(wait);
        }
    }
}
