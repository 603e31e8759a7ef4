package costperchange.calculator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DeploymentTest {

    private static final DeploymentId ID = new DeploymentId("shop", "github", "4711");

    @Test
    void a_state_in_progress_told_late_does_not_undo_a_success() {
        Deployment merged = told(Outcome.SUCCEEDED, "2026-01-01T10:00:00Z", "2026-01-01T10:00:01Z")
                .merge(told(Outcome.IN_PROGRESS, "2026-01-01T10:05:00Z", "2026-01-01T10:05:01Z"));
        assertThat(merged.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(merged.finishedAt()).isEqualTo("2026-01-01T10:00:00Z");
    }

    @Test
    void the_latest_final_state_holds() {
        Deployment merged = told(Outcome.SUCCEEDED, "2026-01-01T10:00:00Z", "2026-01-01T10:00:01Z")
                .merge(told(Outcome.FAILED, "2026-01-01T11:00:00Z", "2026-01-01T11:00:01Z"));
        assertThat(merged.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(merged.finishedAt()).isEqualTo("2026-01-01T11:00:00Z");
        assertThat(Success.of(merged)).isEmpty();
    }

    @Test
    void what_is_told_twice_was_recorded_when_it_was_told_first() {
        Deployment merged = told(Outcome.SUCCEEDED, "2026-01-01T10:00:00Z", "2026-01-01T12:00:00Z")
                .merge(told(Outcome.SUCCEEDED, "2026-01-01T10:00:00Z", "2026-01-01T10:00:01Z"));
        assertThat(merged.observations())
                .extracting(Observation::recordedAt)
                .containsExactly(Instant.parse("2026-01-01T10:00:01Z"));
    }

    @Test
    void as_known_at_a_time_is_what_had_been_recorded_by_then() {
        Deployment merged = told(Outcome.IN_PROGRESS, "2026-01-01T10:00:00Z", "2026-01-01T10:00:01Z")
                .merge(told(Outcome.SUCCEEDED, "2026-01-01T10:05:00Z", "2026-01-01T10:05:01Z"));
        assertThat(merged.asKnownAt(Instant.parse("2026-01-01T10:00:00Z"))).isEmpty();
        assertThat(merged.asKnownAt(Instant.parse("2026-01-01T10:02:00Z")))
                .map(Deployment::outcome)
                .contains(Outcome.IN_PROGRESS);
        assertThat(merged.asKnownAt(Instant.parse("2026-01-01T10:05:01Z"))).contains(merged);
    }

    @RepeatedTest(100)
    void tellings_in_any_order_and_grouping_make_the_same_deployment(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Deployment> tellings = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Outcome outcome = Outcome.values()[random.nextInt(4)];
            tellings.add(told(
                    outcome,
                    "2026-01-01T1" + random.nextInt(3) + ":00:00Z",
                    "2026-01-02T0" + random.nextInt(9) + ":00:00Z"));
        }
        Deployment inOrder = tellings.stream().reduce(Deployment::merge).orElseThrow();
        Collections.shuffle(tellings, random);
        Deployment shuffled = tellings.subList(0, 4).stream()
                .reduce(Deployment::merge)
                .orElseThrow()
                .merge(tellings.subList(2, 8).stream().reduce(Deployment::merge).orElseThrow());
        assertThat(shuffled).isEqualTo(inOrder);
    }

    private static Deployment told(Outcome outcome, String at, String recordedAt) {
        return Deployment.of(
                ID,
                new Observation(
                        outcome,
                        Instant.parse(at),
                        Told.of(Origin.NONE, "production", null),
                        new Assigned(Assigned.NO_CATALOG, "production", true, true, null),
                        Instant.parse(recordedAt)));
    }
}
