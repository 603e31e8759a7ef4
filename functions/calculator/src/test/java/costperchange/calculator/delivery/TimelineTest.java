package costperchange.calculator.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    @Test
    void a_revision_counts_once_however_many_regions_it_reaches() {
        Timeline timeline = timeline(
                success("1", "a", "2026-01-01T10:00:00Z"),
                success("2", "a", "2026-01-01T11:00:00Z"),
                success("3", "b", "2026-01-02T10:00:00Z"));
        assertThat(ids(timeline)).containsExactly("1", "3");
    }

    @Test
    void a_rollback_by_deploying_the_old_revision_is_no_change() {
        Timeline timeline = timeline(
                success("1", "a", "2026-01-01T10:00:00Z"),
                success("2", "b", "2026-01-02T10:00:00Z"),
                success("3", "a", "2026-01-03T10:00:00Z"));
        assertThat(ids(timeline)).containsExactly("1", "2");
        assertThat(timeline.live()).extracting(Timeline.Live::subject).containsExactly("a", "b", "a");
    }

    @Test
    void a_revision_that_was_not_live_for_more_than_ninety_days_counts_again() {
        Timeline timeline = timeline(
                success("1", "a", "2026-01-01T00:00:00Z"),
                success("2", "b", "2026-01-02T00:00:00Z"),
                success("3", "a", "2026-04-02T00:00:00Z"),
                success("4", "b", "2026-04-03T00:00:00Z"),
                success("5", "a", "2026-07-02T00:00:01Z"));
        // "a" was last live on 2 January, exactly 90 days before; then on 3 April, 90 days and a second before.
        assertThat(ids(timeline)).containsExactly("1", "2", "5");
    }

    @Test
    void a_revision_live_for_years_does_not_count_when_it_is_restarted() {
        Timeline timeline =
                timeline(success("1", "a", "2024-01-01T00:00:00Z"), success("2", "a", "2026-01-01T00:00:00Z"));
        assertThat(ids(timeline)).containsExactly("1");
    }

    @Test
    void without_a_revision_each_success_counts() {
        Timeline timeline =
                timeline(success("1", null, "2026-01-01T10:00:00Z"), success("2", null, "2026-01-01T11:00:00Z"));
        assertThat(ids(timeline)).containsExactly("1", "2");
    }

    @Test
    void what_was_rolled_back_gives_the_time_back_to_what_was_live_before() {
        Timeline timeline = timeline(
                success("1", "a", "2026-01-01T00:00:00Z"),
                rolledBack("2", "b", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"),
                success("3", "c", "2026-01-04T00:00:00Z"));
        assertThat(timeline.live())
                .extracting(
                        Timeline.Live::subject, live -> live.period().start().toString())
                .containsExactly(
                        tuple("a", "2026-01-01T00:00:00Z"),
                        tuple("b", "2026-01-02T00:00:00Z"),
                        tuple("a", "2026-01-03T00:00:00Z"),
                        tuple("c", "2026-01-04T00:00:00Z"));
    }

    @Test
    void rolling_back_what_is_covered_already_changes_nothing_until_its_cover_is_rolled_back() {
        Timeline timeline = timeline(
                success("1", "a", "2026-01-01T00:00:00Z"),
                rolledBack("2", "b", "2026-01-02T00:00:00Z", "2026-01-04T00:00:00Z"),
                rolledBack("3", "c", "2026-01-03T00:00:00Z", "2026-01-05T00:00:00Z"));
        assertThat(timeline.live()).extracting(Timeline.Live::subject).containsExactly("a", "b", "c", "a");
    }

    @Test
    void nothing_is_live_when_the_only_success_was_rolled_back() {
        Timeline timeline = timeline(rolledBack("1", "a", "2026-01-02T00:00:00Z", "2026-01-02T01:00:00Z"));
        assertThat(timeline.live()).hasSize(1);
        assertThat(timeline.live().getFirst().period().end()).isEqualTo("2026-01-02T01:00:00Z");
    }

    private static List<String> ids(Timeline timeline) {
        return timeline.changes().stream().map(change -> change.id().id()).toList();
    }

    private static Timeline timeline(Success... successes) {
        return Timeline.of(List.of(successes).reversed(), END);
    }

    private static Success success(String id, @Nullable String revision, String at) {
        return new Success(
                new DeploymentId("shop", "changes", id),
                Instant.parse(at),
                true,
                null,
                Told.of(Origin.NONE, "production", revision));
    }

    private static Success rolledBack(String id, String revision, String at, String back) {
        return new Success(
                new DeploymentId("shop", "changes", id),
                Instant.parse(at),
                true,
                null,
                new Told(
                        Origin.NONE,
                        "production",
                        revision,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Instant.parse(back),
                        null,
                        null,
                        null));
    }
}
