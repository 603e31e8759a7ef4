package costperchange.ingest.focus;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Period;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes charges of the rows that [ChargeQuery] gives.
final class Charges {

    private final List<Dimension> dimensions;
    private final Map<Period, Period> periods = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    Charges(List<Dimension> dimensions) {
        this.dimensions = dimensions;
    }

    /// All charges; empty if a row is bad.
    Optional<List<Charge>> read(ResultSet rows) throws SQLException {
        List<Charge> charges = new ArrayList<>();
        Values row = new Values.OfResultSet(rows);
        while (rows.next()) {
            if (rows.getLong("bad") > 0) {
                return Optional.empty();
            }
            charges.add(charge(row));
        }
        return Optional.of(charges);
    }

    /// The charge of the row at which the result stands.
    Charge charge(Values row) throws SQLException {
        String account = text(row, "account");
        String provider = text(row, "provider");
        ChargeCategory category =
                ChargeCategory.of(String.valueOf(row.text("category"))).orElseThrow();
        boolean correction = row.flag("correction");
        Map<Dimension, String> values = new HashMap<>();
        for (int i = 0; i < dimensions.size(); i++) {
            Dimension dimension = dimensions.get(i);
            String value = ChargeQuery.isAsked(dimension)
                    ? text(row, "d" + i)
                    : known((Dimension.Column) dimension, account, provider, category, correction);
            if (value != null && !value.isEmpty()) {
                values.put(dimension, value);
            }
        }
        return new Charge(
                account,
                period(row, "billing_start", "billing_end"),
                period(row, "period_start", "period_end"),
                category,
                correction,
                new Currency(Objects.requireNonNull(row.text("currency"))),
                provider,
                text(row, "invoice"),
                values,
                cost(row),
                row.number("n"));
    }

    private static @Nullable String known(
            Dimension.Column dimension, String account, String provider, ChargeCategory category, boolean correction) {
        return switch (dimension) {
            case BILLING_ACCOUNT -> account;
            case PROVIDER -> provider;
            case CHARGE_CATEGORY -> category.label();
            case CHARGE_CLASS -> correction ? "Correction" : null;
            case SUB_ACCOUNT, SERVICE_NAME, SERVICE_CATEGORY, REGION, COMMITMENT_STATUS ->
                throw new IllegalStateException(dimension + " is a column of its own");
        };
    }

    /// Both costs of a row, whole: coarse and fine parts together.
    static Cost cost(Values row) throws SQLException {
        return new Cost(
                sum(row.decimal("billed"), row.decimal("billed_fine")),
                sum(row.decimal("effective"), row.decimal("effective_fine")));
    }

    private static BigDecimal sum(@Nullable BigDecimal coarse, @Nullable BigDecimal fine) {
        return (coarse == null ? BigDecimal.ZERO : coarse).add(fine == null ? BigDecimal.ZERO : fine);
    }

    private Period period(Values row, String start, String end) throws SQLException {
        Period period = new Period(
                Instant.ofEpochSecond(row.number(start)),
                Instant.ofEpochSecond(Math.max(row.number(end), row.number(start) + 1)));
        return periods.computeIfAbsent(period, same -> same);
    }

    /// A text, the same object for the same text: there are many more charges than texts.
    private String text(Values row, String column) throws SQLException {
        String text = row.text(column);
        return text == null ? "" : texts.computeIfAbsent(text, same -> same);
    }
}
