package costperchange.ingest.costexplorer;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/// How long to wait before a request is sent again: a random part of a span that doubles each time, so that
/// several workers do not come back together.
///
/// @param clock says when requests are sent
/// @param sleeper waits; a test only notes how long
/// @param random from 0 to 1
public record Pace(Clock clock, Consumer<Duration> sleeper, DoubleSupplier random) {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /// Really waits.
    public static Pace of(Clock clock) {
        return new Pace(clock, Pace::sleep, () -> ThreadLocalRandom.current().nextDouble());
    }

    /// @param failures how often it was sent in vain, at least once
    void before(int failures) {
        Duration span = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
        Duration most = span.compareTo(LONGEST) < 0 ? span : LONGEST;
        // Half of it is waited for in any case: a retry at once is paid for and mostly refused again.
        sleeper.accept(Duration.ofMillis((long) (most.toMillis() * (1 + random.getAsDouble()) / 2)));
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting");
        }
    }
}
