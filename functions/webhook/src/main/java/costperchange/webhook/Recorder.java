package costperchange.webhook;

import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Incident;
import costperchange.store.Deployments;
import costperchange.store.Incidents;
import costperchange.store.Table;
import costperchange.webhook.source.Fact;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Fact.IncidentTold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Records facts. Doing so again changes nothing, so after a failure in the middle the sender just sends again.
public final class Recorder {

    /// How many items are written at a time: a full delivery of 500 is done within a few seconds.
    private static final int AT_A_TIME = 16;

    private final Deployments deployments;
    private final Incidents incidents;

    public Recorder(Table table) {
        deployments = new Deployments(table);
        incidents = new Incidents(table);
    }

    /// How many deployments and incidents were told of.
    ///
    /// @param fresh of which something was new
    /// @param known of which all was known
    public record Recorded(int fresh, int known) {}

    @FunctionalInterface
    private interface Recording {
        /// @return whether anything was new
        boolean record();
    }

    /// Records all facts, or throws.
    ///
    /// @throws software.amazon.awssdk.core.exception.SdkException if the store does not answer; some facts may be
    ///     recorded then
    public Recorded record(List<? extends Fact> facts, Resolution resolution) {
        List<Recording> recordings = recordings(facts, resolution);
        int fresh = recordings.size() == 1 ? (recordings.getFirst().record() ? 1 : 0) : together(recordings);
        return new Recorded(fresh, recordings.size() - fresh);
    }

    private List<Recording> recordings(List<? extends Fact> facts, Resolution resolution) {
        Map<DeploymentId, Deployment> deployed = new LinkedHashMap<>();
        Map<DeploymentId, Incident> failed = new LinkedHashMap<>();
        for (Fact fact : facts) {
            switch (fact) {
                case DeploymentTold told -> {
                    Deployment deployment = resolution.deployment(told);
                    deployed.merge(deployment.id(), deployment, Deployment::merge);
                }
                case IncidentTold told -> {
                    Incident incident = resolution.incident(told);
                    failed.merge(incident.id(), incident, Incident::merge);
                }
            }
        }
        List<Recording> recordings = new ArrayList<>();
        deployed.values().forEach(deployment -> recordings.add(() -> deployments.record(deployment)));
        failed.values().forEach(incident -> recordings.add(() -> incidents.record(incident)));
        return recordings;
    }

    private static int together(List<Recording> recordings) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            List<Future<Boolean>> running = recordings.stream()
                    .map(recording -> threads.submit(recording::record))
                    .toList();
            int fresh = 0;
            for (Future<Boolean> one : running) {
                fresh += result(one) ? 1 : 0;
            }
            return fresh;
        }
    }

    private static boolean result(Future<Boolean> one) {
        try {
            return one.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while recording");
        }
    }
}
