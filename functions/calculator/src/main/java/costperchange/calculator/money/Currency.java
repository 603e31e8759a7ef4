package costperchange.calculator.money;

import java.util.Locale;
import java.util.Optional;

/// An ISO 4217 code, or the name of a virtual currency as FOCUS allows (`Token`, `Credits`).
///
/// @param code as billed, 1 to 40 printable characters
public record Currency(String code) implements Comparable<Currency> {

    /// A code such as ISO 4217 has, in whatever case, as a regular expression.
    public static final String OF_ISO = "[A-Za-z]{3}";

    private static final int LONGEST = 40;

    public Currency {
        if (!isCode(code)) {
            throw new IllegalArgumentException("not a currency: '" + code + "'");
        }
    }

    /// Whether a text can be a currency's code.
    public static boolean isCode(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST
                && text.strip().equals(text)
                && text.chars().noneMatch(Character::isISOControl);
    }

    /// The currency that a text means, wherever people or bills write one: codes of three letters are in upper
    /// case, so that `usd` is no currency beside `USD`; names of virtual currencies stay as they are.
    ///
    /// @param text space around it does not matter
    /// @return empty if no currency can be called so
    public static Optional<Currency> named(String text) {
        String code = text.strip();
        return isCode(code)
                ? Optional.of(new Currency(code.matches(OF_ISO) ? code.toUpperCase(Locale.ROOT) : code))
                : Optional.empty();
    }

    @Override
    public int compareTo(Currency other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
