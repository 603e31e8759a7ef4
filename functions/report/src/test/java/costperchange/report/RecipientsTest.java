package costperchange.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costperchange.report.message.Recipients;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientsTest {

    @Test
    void an_address_alone_is_told_of_the_organisation_and_others_of_their_scope() {
        assertThat(Recipients.mail("a@acme.example, team:payments=b@acme.example,c@acme.example,"))
                .isEqualTo(Map.of(
                        "organisation", List.of("a@acme.example", "c@acme.example"),
                        "team:payments", List.of("b@acme.example")));
        assertThat(Recipients.webhooks("""
                        {"slack": "https://hooks.example/1",
                         "teams": {"organisation": "https://hooks.example/2", "team:payments": "https://hooks.example/3"}}
                        """, "teams"))
                .isEqualTo(Map.of(
                        "organisation", URI.create("https://hooks.example/2"),
                        "team:payments", URI.create("https://hooks.example/3")));
        assertThat(Recipients.webhooks("{}", "slack")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"payments", "payments=b@acme.example", "team:payments=nobody", "a@acme.example b@acme.example"})
    void what_is_no_address_is_quoted(String entry) {
        assertThatThrownBy(() -> Recipients.mail("a@acme.example," + entry))
                .hasMessageStartingWith("'" + entry + "' is neither an address nor a scope with one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "hidden; the secret of webhooks is not a JSON object",
                "[]; the secret of webhooks is not a JSON object",
                "{'slack': 7}; in the secret of webhooks, slack is neither an address nor addresses by scope",
                "{'slack': {'payments': 'https://hidden'}}; in the secret of webhooks, slack names 'payments', which is"
                        + " no scope such as organisation or team:payments",
                "{'slack': 'https://hidden /'}; in the secret of webhooks, slack of organisation is no address"
            },
            quoteCharacter = '`')
    void what_is_wrong_in_the_secret_is_named_and_never_quoted(String secret, String message) {
        assertThatThrownBy(() -> Recipients.webhooks(secret.replace('\'', '"'), "slack"))
                .hasMessage(message)
                .hasNoCause();
    }
}
