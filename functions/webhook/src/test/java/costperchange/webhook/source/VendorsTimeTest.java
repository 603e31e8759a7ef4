package costperchange.webhook.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import costperchange.webhook.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VendorsTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-02T10:05:00Z, 2026-11-02T10:05:00Z",
        "2026-11-02 10:05:00 UTC, 2026-11-02T10:05:00Z",
        "2026-11-02 11:05:00 +0100, 2026-11-02T10:05:00Z",
        "2026-11-02 04:35:00 -0530, 2026-11-02T10:05:00Z",
        "2026-11-02T10:05:00.1234567Z, 2026-11-02T10:05:00.123456700Z",
        "2026-11-02T10:05:00.123456+00:00, 2026-11-02T10:05:00.123456Z",
        "' 2026-11-02T10:05:00Z ', 2026-11-02T10:05:00Z"
    })
    void a_time_is_read_in_every_form_that_vendors_use(String text, String time) throws MalformedException {
        assertThat(fields(text).vendorsTime("at")).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-02 10:05:00",
                "2026-11-02",
                "2026-11-02 10:05 UTC",
                "2026-11-02 10:05:00 CET",
                "2026-02-30 10:05:00 UTC",
                "2026-11-02 25:05:00 UTC",
                "2026-11-02 10:05:00 +9900",
                "0001-01-01T00:00:00Z",
                "2026-11-04T10:05:00Z",
                "yesterday"
            })
    void what_is_no_such_time_is_named(String text) {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> fields(text).vendorsTime("at"))
                .matches(e -> e.field().equals("at"));
    }

    @Test
    void an_empty_text_is_no_time() throws MalformedException {
        assertThat(fields("").optionalVendorsTime("at")).isNull();
        assertThat(fields(" ").optionalVendorsTime("at")).isNull();
    }

    @Test
    void our_own_document_keeps_to_the_standard() {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> fields("2026-11-02 10:05:00 UTC").optionalTime("at"));
    }

    private static JsonFields fields(String time) throws MalformedException {
        return JsonFields.of(Json.read("{\"at\": \"" + time + "\"}"), "", Samples.SENT);
    }
}
