package costperchange.webhook;

import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Incident;
import costperchange.calculator.delivery.Revision;
import costperchange.store.Deployments;
import costperchange.store.Incidents;
import costperchange.store.Revisions;
import costperchange.store.Table;
import costperchange.webhook.source.Fact;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Fact.IncidentTold;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Fact.RevisionTold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final Revisions revisions;

    public Recorder(Table table) {
        deployments = new Deployments(table);
        incidents = new Incidents(table);
        revisions = new Revisions(table);
    }

    /// How many deployments, revisions and incidents were told of.
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
    /// @throws software.amazon.awssdk.core.exception.SdkException if the store does not answer; some facts may
    ///     be recorded then
    public Recorded record(List<? extends Fact> facts, Resolution resolution) {
        List<Recording> recordings = recordings(facts, resolution);
        int fresh = recordings.size() == 1 ? (recordings.getFirst().record() ? 1 : 0) : together(recordings);
        return new Recorded(fresh, recordings.size() - fresh);
    }

    private List<Recording> recordings(List<? extends Fact> facts, Resolution resolution) {
        Map<DeploymentId, Deployment> deployed = new LinkedHashMap<>();
        Map<DeploymentId, List<DeploymentId>> earlier = new LinkedHashMap<>();
        Map<String, Revision> known = new LinkedHashMap<>();
        Map<DeploymentId, Incident> failed = new LinkedHashMap<>();
        for (Fact fact : facts) {
            switch (fact) {
                case DeploymentTold told -> {
                    List<Deployment> made = resolution.deployments(told);
                    add(made, deployed);
                    resolution
                            .earlier(told.source(), told.id(), told.at(), told.told())
                            .forEach(id -> earlier.put(
                                    id, made.stream().map(Deployment::id).toList()));
                }
                case PipelineTold told -> {
                    List<Deployment> made = resolution.deployments(told);
                    add(made, deployed);
                    if (made.isEmpty()) {
                        Resolution.timeOf(told).ifPresent(time -> addRevisions(resolution.revisions(time), known));
                    }
                }
                case RevisionTold told -> addRevisions(resolution.revisions(told), known);
                case IncidentTold told ->
                    resolution
                            .incident(told)
                            .ifPresent(incident -> failed.merge(incident.id(), incident, Incident::merge));
            }
        }
        earlier.forEach((id, now) -> deployments.move(
                id, now.stream().map(deployed::get).filter(Objects::nonNull).toList()));
        List<Recording> recordings = new ArrayList<>();
        deployed.values().forEach(deployment -> recordings.add(() -> deployments.record(deployment)));
        known.values().forEach(revision -> recordings.add(() -> revisions.record(revision)));
        failed.values().forEach(incident -> recordings.add(() -> incidents.record(incident)));
        return recordings;
    }

    private static void add(List<Deployment> more, Map<DeploymentId, Deployment> all) {
        more.forEach(one -> all.merge(one.id(), one, Deployment::merge));
    }

    private static void addRevisions(List<Revision> more, Map<String, Revision> all) {
        more.forEach(one -> all.merge(one.application() + " " + one.name(), one, Revision::merge));
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
