package costperchange.webhook.source;

import static costperchange.webhook.source.Deliveries.changed;
import static costperchange.webhook.source.Deliveries.fact;
import static costperchange.webhook.source.Deliveries.headers;
import static costperchange.webhook.source.Deliveries.sample;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.Samples;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Result.Malformed;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitbucketTest {

    private static final String SAMPLE = "bitbucket-commit-status";
    private static final String REVISION = "9f2c41d0a5b3c7e8f1a2b3c4d5e6f708192a3b4c";
    private static final String KEY = "{00000000-0000-4000-8000-000000000142}";

    @Test
    void a_build_status_is_the_run_of_a_pipeline_whose_name_has_no_number() {
        Map<String, String> fields = Map.of("pipeline", "Pipeline for main", "key", KEY, "branch", "main");

        assertThat(sample(SAMPLE))
                .isEqualTo(JsonBody.tells(new PipelineTold(
                        "bitbucket",
                        KEY + "@9f2c41d0a5b3",
                        Outcome.SUCCEEDED,
                        Instant.parse("2026-11-02T10:04:52.750Z"),
                        Told.of(Origin.repository("bitbucket.org/acme/shop").withFields(fields), null, REVISION)
                                .withStartedAt(Instant.parse("2026-11-02T09:57:00.250Z"))
                                .withPipelineSeconds(472L)
                                .withUrl("https://bitbucket.org/acme/shop/pipelines/results/142"))));
    }

    @ParameterizedTest
    @CsvSource({"SUCCESSFUL, SUCCEEDED", "FAILED, FAILED", "STOPPED, CANCELLED", "INPROGRESS, IN_PROGRESS"})
    void every_state_has_its_outcome(String state, Outcome outcome) {
        PipelineTold told = fact(PipelineTold.class, changed(SAMPLE, "SUCCESSFUL", state));

        assertThat(told.outcome()).isEqualTo(outcome);
        assertThat(told.at().equals(told.told().startedAt())).isEqualTo(!outcome.isFinal());
    }

    @Test
    void a_commit_may_be_told_by_its_address_only() {
        assertThat(fact(PipelineTold.class, changed(SAMPLE, "\"commit\":{\"type\"", "\"other\":{\"type\""))
                        .told()
                        .revision())
                .isEqualTo(REVISION);
    }

    @Test
    void a_status_without_a_name_is_called_by_its_key() {
        assertThat(fact(PipelineTold.class, changed(SAMPLE, "\"Pipeline #142 for main\"", "null"))
                        .told()
                        .origin()
                        .fields())
                .containsEntry("pipeline", KEY);
    }

    @Test
    void other_events_are_not_relevant_and_one_without_a_name_is_malformed() {
        Map<String, String> headers = new HashMap<>(Samples.event(SAMPLE).getHeaders());
        headers.put("x-event-key", "repo:push");
        assertThat(headers(SAMPLE, headers)).isEqualTo(new NotRelevant("events of the kind 'repo:push' are not read"));

        headers.remove("x-event-key");
        assertThat(headers(SAMPLE, headers)).isEqualTo(new Malformed("X-Event-Key", "is missing"));
    }
}
