package costperchange.report.message;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// How long telling may wait before it is tried again.
///
/// @param clock says what time it is
/// @param sleeper waits; a test only notes how long
/// @param deadline when the last try has to have begun
public record Patience(Clock clock, Consumer<Duration> sleeper, Instant deadline) {

    static final int TRIES = 5;

    /// Waits by sleeping.
    public static Patience until(Instant deadline, Clock clock) {
        return new Patience(clock, Patience::sleep, deadline);
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting to tell again");
        }
    }

    /// Whether nothing is to be begun any more.
    boolean isOver() {
        return clock.instant().isAfter(deadline);
    }

    /// Waits before another try.
    ///
    /// @param tried how often it was tried
    /// @param refused with how long to wait; else twice as long each time, and a little by chance
    /// @return whether there is to be another
    boolean waits(int tried, Channel.Sent.Refused refused) {
        if (!refused.again() || tried >= TRIES) {
            return false;
        }
        long millis = 1_000L << (tried - 1);
        Duration wait = refused.after() != null
                ? refused.after()
                : Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 2));
        if (clock.instant().plus(wait).isAfter(deadline)) {
            return false;
        }
        sleeper.accept(wait);
        return true;
    }
}
