package costperchange.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class SecretsTest {

    private final MovableClock clock = new MovableClock();
    private String text = "{\"github\": [\"new\", \"old\"], \"changes\": \"alone\", \"blank\": [\"\", 7]}";
    private boolean reachable = true;
    private int reads;
    private final Secrets secrets = new Secrets(this::read, clock);

    private String read() {
        reads++;
        if (!reachable) {
            throw SdkClientException.create("not reachable");
        }
        return text;
    }

    @Test
    void a_source_has_a_list_or_one_or_none() {
        assertThat(secrets.of("github")).containsExactly("new", "old");
        assertThat(secrets.of("changes")).containsExactly("alone");
        assertThat(secrets.of("blank")).isEmpty();
        assertThat(secrets.of("other")).isEmpty();
    }

    @Test
    void they_are_read_again_after_five_minutes() {
        secrets.of("github");
        clock.move(Duration.ofSeconds(299));
        secrets.of("github");
        assertThat(reads).isEqualTo(1);

        clock.move(Duration.ofSeconds(1));
        text = "{\"github\": \"newest\"}";
        assertThat(secrets.of("github")).containsExactly("newest");
    }

    @Test
    void after_a_failed_signature_they_are_read_again_once_a_minute() {
        secrets.of("github");
        assertThat(secrets.renewed()).isFalse();
        assertThat(reads).isEqualTo(1);

        clock.move(Duration.ofMinutes(1));
        text = "{\"github\": \"newest\"}";
        assertThat(secrets.renewed()).isTrue();
        assertThat(secrets.renewed()).isFalse();
        assertThat(reads).isEqualTo(2);
        assertThat(secrets.of("github")).containsExactly("newest");
    }

    @Test
    void while_they_cannot_be_read_those_known_stay_live_and_are_asked_for_once_a_minute() {
        secrets.of("github");
        reachable = false;
        clock.move(Duration.ofMinutes(6));

        assertThat(secrets.of("github")).containsExactly("new", "old");
        assertThat(secrets.of("github")).containsExactly("new", "old");
        assertThat(reads).isEqualTo(2);

        clock.move(Duration.ofMinutes(1));
        reachable = true;
        text = "{\"github\": \"newest\"}";
        assertThat(secrets.of("github")).containsExactly("newest");
    }

    @Test
    void if_they_were_never_read_that_is_the_callers_failure() {
        reachable = false;
        assertThatThrownBy(() -> secrets.of("github")).isInstanceOf(SdkClientException.class);

        reachable = true;
        assertThat(secrets.of("github")).containsExactly("new", "old");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-secret", "\"my-secret\"", "[\"my-secret\"]", ""})
    void what_is_not_an_object_is_refused_without_quoting_it(String other) {
        text = other;

        assertThatThrownBy(() -> secrets.of("github"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("my-secret")
                .hasNoCause();
    }
}
