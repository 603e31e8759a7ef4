package costperchange.calculator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.delivery.Change.Failure;
import costperchange.calculator.delivery.Change.Reason;
import costperchange.calculator.delivery.Revision.Content;
import costperchange.calculator.delivery.Revision.Sorted;
import costperchange.calculator.delivery.Revision.Telling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeHistoryTest {

    private static final Instant END = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Success> successes = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final Map<String, Revision> revisions = new HashMap<>();

    // What other sources know.

    @Test
    void only_the_source_that_counts_tells_changes_and_the_others_add_what_they_know() {
        add("a", "r1", 10, told -> told);
        adds("run-1", "r1", 9, told -> told.withCommits(hour(2), 4).withPipelineSeconds(300L));

        Change change = only();

        assertThat(change.success().id().id()).isEqualTo("a");
        assertThat(change.firstCommitAt()).isEqualTo(hour(2));
        assertThat(change.leadTime()).isEqualTo(Duration.ofHours(8));
        assertThat(change.commits()).isEqualTo(4);
        assertThat(change.pipelineSeconds()).isEqualTo(300);
    }

    @Test
    void what_its_own_source_says_comes_first() {
        add("a", "r1", 10, told -> told.withCommits(hour(5), 2));
        adds("run-1", "r1", 9, told -> told.withCommits(hour(2), 4));
        push("r1", 8, hour(1), 7, null, false);

        assertThat(only().firstCommitAt()).isEqualTo(hour(5));
        assertThat(only().commits()).isEqualTo(2);
    }

    @Test
    void pipelines_of_all_regions_are_one_changes_time() {
        add("eu", "r1", 10, told -> told.withPipelineSeconds(100L));
        add("us", "r1", 11, told -> told.withPipelineSeconds(50L));

        assertThat(only().pipelineSeconds()).isEqualTo(150);
    }

    @Test
    void runs_of_a_revision_are_added_up_each_once() {
        add("a", "r1", 10, told -> told);
        tell("r1", new Telling("github", "run-1", hour(8), Origin.NONE, Content.pipeline(60), sorted(null), T0));
        tell("r1", new Telling("github", "run-1", hour(8), Origin.NONE, Content.pipeline(60), sorted(null), hour(99)));
        tell("r1", new Telling("github", "run-2", hour(9), Origin.NONE, Content.pipeline(30), sorted(null), T0));
        tell("r1", new Telling("other", "9", hour(9), Origin.NONE, Content.pipeline(80), sorted(null), T0));

        assertThat(only().pipelineSeconds()).isEqualTo(90);
    }

    // What a change brings.

    @Test
    void a_change_has_the_earliest_commit_of_all_pushes_since_the_one_before() {
        add("a", "m1", 10, told -> told);
        add("b", "m3", 40, told -> told);
        push("m1", 9, hour(8), 1, "m0", true);
        push("m2", 20, hour(18), 2, "m1", true);
        push("m3", 30, hour(29), 3, "m2", true);

        Change second = history().changes().getLast();

        assertThat(second.firstCommitAt()).isEqualTo(hour(18));
        assertThat(second.commits()).isEqualTo(5);
    }

    @Test
    void a_first_deployment_does_not_absorb_what_lay_on_the_branch_before() {
        push("m0", 1, hour(0), 1, null, true);
        push("m1", 9, hour(8), 1, "m0", true);
        add("a", "m1", 10, told -> told);

        assertThat(only().firstCommitAt()).isEqualTo(hour(8));
    }

    @Test
    void a_merge_brings_the_commits_of_its_branch_even_where_they_were_squashed() {
        add("before", "m0", 1, told -> told);
        push("f1", 5, hour(4), 2, null, false);
        push("f2", 7, hour(6), 1, "f1", false);
        push("m1", 9, hour(9), 1, "m0", true);
        tell("m1", telling("pull-7", 9, new Content(null, null, 3, "f2", false, List.of(), null), null));
        add("a", "m1", 10, told -> told);

        assertThat(history().changes().getLast().firstCommitAt()).isEqualTo(hour(4));
    }

    @Test
    void commits_of_bots_are_left_out_where_the_catalog_says_so() {
        add("a", "r1", 10, told -> told);
        Content content = new Content(hour(1), hour(6), 2, null, false, List.of(), null);
        tell("r1", new Telling("github", "push", hour(8), Origin.NONE, content, new Sorted(T0, null, true), T0));

        assertThat(only().firstCommitAt()).isEqualTo(hour(6));
    }

    @Test
    void a_deployment_that_touches_nothing_of_the_application_is_not_its() {
        open("a", "m1", 10);
        open("b", "m2", 20);
        open("c", "m3", 30);
        open("d", "m4", 40);
        tell("m1", telling("push", 9, new Content(null, null, 1, "m0", true, List.of(), null), true));
        tell("m2", telling("push", 19, new Content(null, null, 1, "m1", true, List.of(), null), false));
        tell("m3", telling("push", 29, new Content(null, null, 1, "m2", true, List.of(), null), false));

        // Of m4 no one told what it changes.
        assertThat(ids()).containsExactly("a", "d");
    }

    @Test
    void a_deployment_touches_what_the_pushes_before_it_touched_that_were_not_deployed() {
        open("a", "m1", 10);
        open("b", "m3", 30);
        tell("m1", telling("push", 9, new Content(null, null, 1, "m0", true, List.of(), null), false));
        tell("m2", telling("push", 19, new Content(null, null, 1, "m1", true, List.of(), null), true));
        tell("m3", telling("push", 29, new Content(null, null, 1, "m2", true, List.of(), null), false));

        assertThat(ids()).containsExactly("b");
    }

    @Test
    void what_touches_nothing_of_the_application_is_not_among_what_a_change_brings() {
        open("a", "m1", 10);
        open("b", "m3", 110);
        tell("m1", telling("push", 9, new Content(hour(8), null, 1, "m0", true, List.of(), null), true));
        tell("m2", telling("push", 11, new Content(hour(11), null, 7, "m1", true, List.of("m1"), null), false));
        tell("m3", telling("push", 109, new Content(hour(109), null, 1, "m2", true, List.of(), null), true));

        Change second = history().changes().getLast();

        assertThat(second.firstCommitAt()).isEqualTo(hour(109));
        assertThat(second.commits()).isEqualTo(1);
        assertThat(second.rework()).isFalse();
    }

    @Test
    void a_deployment_stays_where_no_one_told_of_all_that_it_brings() {
        open("a", "m1", 10);
        open("b", "m3", 30);
        open("c", "m5", 50);
        tell("m1", telling("push", 9, new Content(null, null, 1, "m0", true, List.of(), null), true));
        // Of m2 no one told what it changes, and of m4 nothing.
        tell("m2", telling("push", 19, new Content(hour(18), null, 1, "m1", true, List.of(), null), null));
        tell("m3", telling("push", 29, new Content(hour(28), null, 1, "m2", true, List.of(), null), false));
        tell("m5", telling("push", 49, new Content(hour(48), null, 1, "m4", true, List.of(), null), false));

        assertThat(ids()).containsExactly("a", "b", "c");
    }

    @Test
    void a_lead_time_is_not_known_where_something_of_the_chain_is_not() {
        add("a", "m1", 10, told -> told);
        add("b", "m3", 30, told -> told);
        push("m3", 29, hour(28), 1, "m2", true);

        assertThat(history().changes().getLast().firstCommitAt()).isNull();
        assertThat(history().changes().getLast().commits()).isNull();
    }

    @Test
    void a_first_deployment_of_a_branch_that_is_not_the_trunk_does_not_absorb_it_either() {
        push("r0", 0, hour(0), 1, null, false);
        push("r1", 5, hour(5), 1, "r0", false);
        push("r2", 9, hour(9), 1, "r1", false);
        add("a", "r2", 10, told -> told);

        assertThat(only().firstCommitAt()).isEqualTo(hour(9));
    }

    @Test
    void a_first_deployment_of_a_merge_has_the_head_that_it_merged() {
        push("f1", 5, hour(4), 1, null, false);
        push("f2", 7, hour(6), 1, "f1", false);
        tell("m1", telling("pull", 9, new Content(null, null, 2, "f2", false, List.of(), null), null));
        add("a", "m1", 10, told -> told);

        assertThat(only().firstCommitAt()).isEqualTo(hour(6));
    }

    // Failures.

    @Test
    void taking_back_what_was_never_deployed_is_neither_rework_nor_a_failure() {
        add("a", "m1", 10, told -> told);
        add("b", "m4", 40, told -> told);
        push("m2", 20, hour(20), 1, "m1", true);
        tell("m3", telling("push", 30, new Content(hour(30), null, 1, "m2", true, List.of("m2"), null), null));
        push("m4", 39, hour(39), 1, "m3", true);

        assertThat(history().changes()).extracting(Change::rework).containsExactly(false, false);
        assertThat(failures(history())).containsOnlyNulls();
    }

    @Test
    void a_source_that_only_adds_tells_failures_too() {
        add("a", "r1", 10, told -> told);
        add("b", "r2", 20, told -> told);
        adds("ci-2", "r2", 20, told -> fixes(told, "r1"));
        successes.add(success("ci-3", false, 21, rolledBack("r2", hour(25))));

        assertThat(failures(history()))
                .containsExactly(new Failure(Reason.FIX, hour(20)), new Failure(Reason.ROLLBACK, hour(25)));
    }

    @Test
    void an_incident_that_names_what_no_one_knows_is_one_that_names_nothing() {
        add("a", "r1", 10, told -> told);
        incident("i", 11, 15, "checkout", Duration.ofHours(2));

        assertThat(only().failure()).isEqualTo(new Failure(Reason.INFERRED, hour(15)));
    }

    @Test
    void a_rollback_that_was_told_is_a_failure_and_its_recovery() {
        successes.add(success("a", true, 10, rolledBack("r1", hour(12))));

        assertThat(only().failure()).isEqualTo(new Failure(Reason.ROLLBACK, hour(12)));
    }

    @Test
    void an_earlier_revision_deployed_in_its_place_is_a_rollback_and_rework() {
        add("a", "r1", 10, told -> told);
        add("b", "r2", 20, told -> told);
        add("c", "r1", 25, told -> told);

        ChangeHistory history = history();

        assertThat(failures(history)).containsExactly(null, new Failure(Reason.ROLLBACK, hour(25)));
        assertThat(history.rework()).containsExactly(hour(25));
    }

    @Test
    void a_region_that_follows_and_a_roll_forward_are_no_rollbacks() {
        successes.add(success("a", true, 10, Told.of(Origin.NONE, "prod-eu", "r1")));
        successes.add(success("b", true, 20, Told.of(Origin.NONE, "prod-eu", "r2")));
        successes.add(success("c", true, 21, Told.of(Origin.NONE, "prod-us", "r1")));
        successes.add(success("d", true, 22, Told.of(Origin.NONE, "prod-us", "r2")));
        assertThat(failures(history())).containsOnlyNulls();

        add("back", "r1", 30, told -> withEnvironment(told, "prod-us"));
        add("forward", "r2", 31, told -> withEnvironment(told, "prod-us"));

        assertThat(failures(history())).containsExactly(null, new Failure(Reason.ROLLBACK, hour(30)));
        assertThat(history().rework()).containsExactly(hour(30));
    }

    @Test
    void a_change_that_a_later_one_fixes_failed_until_then() {
        add("a", "9f2c41d0a5b3c7e8f1a2", 10, told -> told);
        add("b", "r2", 20, told -> fixes(told, "a"));
        add("c", "r3", 30, told -> fixes(told, "9f2c41d"));

        ChangeHistory history = history();

        assertThat(failures(history)).containsExactly(new Failure(Reason.FIX, hour(20)), null, null);
        assertThat(history.changes()).extracting(Change::rework).containsExactly(false, true, true);
        assertThat(history.rework()).containsExactly(hour(20), hour(30));
    }

    @Test
    void a_change_whose_commit_a_later_one_takes_back_failed_until_then() {
        add("a", "m1", 10, told -> told);
        add("b", "m2", 20, told -> told);
        push("f1", 8, hour(8), 1, null, false);
        tell("m1", telling("pull", 9, new Content(null, null, 1, "f1", false, List.of(), null), null));
        tell("m2", telling("push", 19, new Content(null, null, 1, "m1", true, List.of("f1"), null), null));

        assertThat(failures(history())).containsExactly(new Failure(Reason.FIX, hour(20)), null);
        assertThat(history().changes().getLast().rework()).isTrue();
    }

    @Test
    void an_incident_decides_when_a_change_recovered() {
        add("a", "r1", 10, told -> told);
        add("b", "r2", 20, told -> fixes(told, "a"));
        incident("i", 11, 15, "a", null);
        incident("j", 12, null, "r2", null);

        assertThat(failures(history()))
                .containsExactly(new Failure(Reason.INCIDENT, hour(15)), new Failure(Reason.INCIDENT, null));
    }

    @Test
    void an_incident_that_names_nothing_is_tied_only_if_asked_for_and_said_to_be_inferred() {
        add("a", "r1", 10, told -> told);
        incident("i", 11, 15, null, null);
        assertThat(only().failure()).isNull();

        incident("j", 13, 16, null, Duration.ofHours(2));
        assertThat(only().failure()).isNull();

        incident("k", 12, 16, null, Duration.ofHours(2));
        assertThat(only().failure()).isEqualTo(new Failure(Reason.INFERRED, hour(16)));
    }

    private ChangeHistory history() {
        return ChangeHistory.of(successes, incidents, names -> revisions, END);
    }

    private Change only() {
        assertThat(history().changes()).hasSize(1);
        return history().changes().getFirst();
    }

    private List<String> ids() {
        return history().changes().stream()
                .map(change -> change.success().id().id())
                .toList();
    }

    private static List<Failure> failures(ChangeHistory history) {
        return history.changes().stream().map(Change::failure).collect(Collectors.toList());
    }

    private void add(String id, String revision, int hour, UnaryOperator<Told> more) {
        successes.add(success(id, true, hour, more.apply(Told.of(Origin.NONE, "production", revision))));
    }

    private void adds(String id, String revision, int hour, UnaryOperator<Told> more) {
        successes.add(success(id, false, hour, more.apply(Told.of(Origin.NONE, "production", revision))));
    }

    private void open(String id, String revision, int hour) {
        successes.add(new Success(
                new DeploymentId("shop", "github", id),
                hour(hour),
                true,
                "services/shop",
                Told.of(Origin.NONE, "production", revision)));
    }

    private static Success success(String id, boolean counts, int hour, Told told) {
        return new Success(new DeploymentId("shop", counts ? "argocd" : "github", id), hour(hour), counts, null, told);
    }

    private static Told fixes(Told told, String what) {
        return new Told(
                told.origin(),
                told.environment(),
                told.revision(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                what,
                null);
    }

    private static Told rolledBack(String revision, Instant at) {
        return new Told(Origin.NONE, "production", revision, null, null, null, null, null, at, null, null, null);
    }

    private static Told withEnvironment(Told told, String environment) {
        return Told.of(told.origin(), environment, told.revision());
    }

    private void push(String revision, int hour, Instant first, int commits, @Nullable String before, boolean trunk) {
        tell(revision, telling("push", hour, new Content(first, first, commits, before, trunk, List.of(), null), null));
    }

    private void tell(String revision, Telling telling) {
        revisions.merge(revision, new Revision("shop", revision, List.of(telling)), Revision::merge);
    }

    private static Telling telling(String id, int hour, Content content, @Nullable Boolean touches) {
        return new Telling("github", id, hour(hour), Origin.NONE, content, sorted(touches), T0);
    }

    private static Sorted sorted(@Nullable Boolean touches) {
        return new Sorted(T0, touches, false);
    }

    private void incident(
            String id, int start, @Nullable Integer end, @Nullable String cause, @Nullable Duration tied) {
        incidents.add(new Incident(
                new DeploymentId("shop", "pagerduty", id),
                List.of(new Incident.Report(
                        Origin.application("shop"),
                        hour(start),
                        end == null ? null : hour(end),
                        null,
                        cause,
                        null,
                        T0,
                        tied,
                        T0))));
    }

    private static Instant hour(int number) {
        return T0.plus(Duration.ofHours(number));
    }
}
