package costperchange.local;

import java.io.Console;
import java.time.Duration;
import java.util.function.Supplier;

/// Says on standard error how long something takes: each second, where a person is watching, and in the end.
final class Progress {

    private Progress() {}

    /// Does something.
    ///
    /// @param what is said of it
    static <T> T during(String what, Supplier<T> work) {
        long start = System.nanoTime();
        Thread ticker = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Thread.sleep(Duration.ofSeconds(1));
                    if (isWatched()) {
                        System.err.printf("\r%s … %d s", what, (System.nanoTime() - start) / 1_000_000_000);
                    }
                }
            } catch (InterruptedException done) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            return work.get();
        } finally {
            ticker.interrupt();
            long seconds = (System.nanoTime() - start) / 1_000_000_000;
            if (seconds > 0) {
                System.err.printf("%s%s: %d s%n", isWatched() ? "\r" : "", what, seconds);
            }
        }
    }

    private static boolean isWatched() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
