package costperchange.ingest.focus;

import costperchange.ingest.focus.Table.Field;

/// An amount in SQL, as the sum of two parts that both add up exactly (`macros.sql`).
///
/// @param coarse DECIMAL(38,18); NULL if the amount is not understood
/// @param fine DECIMAL(38,36), nearly always NULL
record Amount(String coarse, String fine) {

    private static final String NO_FINE = "CAST(NULL AS DECIMAL(38,36))";

    static final Amount ZERO = new Amount("CAST(0 AS DECIMAL(38,18))", NO_FINE);

    static final Amount UNKNOWN = new Amount("CAST(NULL AS DECIMAL(38,18))", NO_FINE);

    /// What stands in a column, by its type.
    static Amount of(Field field) {
        return switch (Amounts.of(field.type())) {
            case EXACT -> new Amount("try_cast(" + field.name() + " AS DECIMAL(38,18))", NO_FINE);
            case DOUBLE -> new Amount("coarse_of_double(" + field.name() + ")", "fine_of_double(" + field.name() + ")");
            case TEXT -> {
                String text = "clean(" + field.text() + ")";
                yield new Amount("coarse_of_text(" + text + ")", "fine_of_text(" + text + ")");
            }
        };
    }

    /// An amount times a factor, both texts in SQL; exact within the digits that `short_amount` takes.
    static Amount product(String amount, String factor) {
        return new Amount("short_amount(" + amount + ") * factor_of(" + factor + ")", NO_FINE);
    }

    Amount plus(Amount other) {
        return with(other, "+");
    }

    Amount minus(Amount other) {
        return with(other, "-");
    }

    private Amount with(Amount other, String sign) {
        String zero = "CAST(0 AS DECIMAL(38,36))";
        return new Amount(
                coarse + " " + sign + " " + other.coarse,
                "coalesce(" + fine + ", " + zero + ") " + sign + " coalesce(" + other.fine + ", " + zero + ")");
    }

    /// This amount, or zero where a cell says nothing.
    Amount orZero(Field field) {
        String nothing = "clean(" + field.text() + ") IS NULL";
        return new Amount("CASE WHEN " + nothing + " THEN " + ZERO.coarse + " ELSE " + coarse + " END", fine);
    }

    /// A condition; of an amount that is not understood it says nothing.
    String isZero() {
        return "(" + coarse + " = 0 AND coalesce(" + fine + ", CAST(0 AS DECIMAL(38,36))) = 0)";
    }

    /// Nothing, of an amount that is understood.
    Amount timesZero() {
        return new Amount("CASE WHEN " + coarse + " IS NULL THEN NULL ELSE " + ZERO.coarse + " END", NO_FINE);
    }
}
