package costperchange.calculator.money;

/// An ISO 4217 code, or the name of a virtual currency as FOCUS allows (`Token`, `Credits`).
///
/// @param code as billed, 1 to 40 printable characters
public record Currency(String code) implements Comparable<Currency> {

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

    @Override
    public int compareTo(Currency other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
