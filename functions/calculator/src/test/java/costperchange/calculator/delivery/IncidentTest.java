package costperchange.calculator.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costperchange.calculator.delivery.Incident.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class IncidentTest {

    private static final DeploymentId ID = new DeploymentId("shop", "pagerduty", "1");
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void an_incident_that_was_opened_again_is_open_until_it_is_resolved_again() {
        Incident first = told(1, 2, null).merge(told(1, null, null));
        assertThat(first.startedAt()).isEqualTo(hour(1));
        assertThat(first.resolvedAt()).isEqualTo(hour(2));

        Incident again = first.merge(told(1, null, 3));
        assertThat(again.resolvedAt()).isNull();

        assertThat(again.merge(told(1, 4, null)).resolvedAt()).isEqualTo(hour(4));
    }

    @Test
    void an_end_that_is_told_before_any_start_is_kept() {
        Incident ended = told(null, 2, null);

        assertThat(ended.startedAt()).isNull();
        assertThat(ended.merge(told(1, null, null)).startedAt()).isEqualTo(hour(1));
    }

    @Test
    void other_incidents_do_not_merge() {
        Incident other = new Incident(
                new DeploymentId("shop", "pagerduty", "2"), told(1, null, null).reports());

        assertThatThrownBy(() -> told(1, null, null).merge(other)).hasMessageContaining("pagerduty");
    }

    @RepeatedTest(50)
    void reports_merge_in_any_order_and_number_to_the_same_incident(RepetitionInfo repetition) {
        List<Incident> all = new ArrayList<>(List.of(
                told(1, null, null),
                told(1, 2, null),
                told(1, null, 3),
                told(1, 4, null),
                catalog(told(1, 2, null), 7),
                catalog(told(1, 2, null), 3)));
        Incident inOrder = all.stream().reduce(Incident::merge).orElseThrow();
        Random random = new Random(repetition.getCurrentRepetition());
        all.add(all.get(random.nextInt(all.size())));
        Collections.shuffle(all, random);

        assertThat(all.stream().reduce(Incident::merge)).contains(inOrder);
        assertThat(inOrder.tiedWithin()).isEqualTo(Duration.ofHours(7));
    }

    private static Incident catalog(Incident incident, int version) {
        return incident.assigned(report -> report.assigned(hour(version), Duration.ofHours(version)));
    }

    private static Incident told(@Nullable Integer started, @Nullable Integer resolved, @Nullable Integer reopened) {
        return new Incident(
                ID,
                List.of(new Report(
                        Origin.application("shop"),
                        started == null ? null : hour(started),
                        resolved == null ? null : hour(resolved),
                        reopened == null ? null : hour(reopened),
                        null,
                        null,
                        Assigned.NO_CATALOG,
                        null,
                        hour(9))));
    }

    private static Instant hour(int number) {
        return T0.plus(Duration.ofHours(number));
    }
}
