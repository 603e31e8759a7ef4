package costperchange.local;

import costperchange.store.host.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends an installation's metrics to a collector, round after round until it is closed.
final class OtlpRounds implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(OtlpRounds.class.getName());

    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("otlp").factory());
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private OtlpRounds() {}

    /// @param collector null to send nothing
    /// @param seconds between rounds
    /// @throws Refusal if the collector or the time is none
    static OtlpRounds of(Installation installation, @Nullable URI collector, int seconds) {
        OtlpRounds rounds = new OtlpRounds();
        if (collector != null) {
            if (collector.getHost() == null
                    || !String.valueOf(collector.getScheme()).matches("https?")) {
                throw new Refusal("--otlp must be an address such as http://localhost:4318, not '" + collector + "'");
            }
            if (seconds < 1) {
                throw new Refusal("--otlp-seconds must be at least 1, not " + seconds);
            }
            OtlpPush push = new OtlpPush(rounds.client, collector, installation.clock());
            rounds.rounds.scheduleWithFixedDelay(
                    () -> round(installation, push, seconds), 0, seconds, TimeUnit.SECONDS);
        }
        return rounds;
    }

    private static void round(Installation installation, OtlpPush push, int seconds) {
        try {
            Clock clock = installation.clock();
            push.send(installation.gauges(), Patience.until(clock.instant().plusSeconds(seconds), clock));
        } catch (RuntimeException e) {
            // What is thrown here would end all rounds.
            LOG.log(System.Logger.Level.WARNING, "metrics were not sent", e);
        }
    }

    @Override
    public void close() {
        rounds.shutdownNow();
        client.shutdownNow();
    }
}
