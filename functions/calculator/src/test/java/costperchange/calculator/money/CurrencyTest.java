package costperchange.calculator.money;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyTest {

    @ParameterizedTest
    @CsvSource({"usd, USD", "Usd, USD", "' eur ', EUR", "Tokens, Tokens", "tokens, tokens", "Ĳsd, Ĳsd"})
    void a_code_is_one_in_whatever_case_and_a_virtual_currency_stays_as_it_is(String written, String code) {
        assertThat(Currency.named(written)).contains(new Currency(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\tb", "12345678901234567890123456789012345678901"})
    void what_can_be_no_code_names_no_currency(String written) {
        assertThat(Currency.named(written)).isEmpty();
    }

    @Test
    void what_was_kept_under_another_spelling_is_read_as_it_was_kept() {
        assertThat(new Currency("usd").code()).isEqualTo("usd");
    }
}
