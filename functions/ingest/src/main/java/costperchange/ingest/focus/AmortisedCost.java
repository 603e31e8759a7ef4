package costperchange.ingest.focus;

import costperchange.ingest.focus.LineItem.Effective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a row of AWS's report costs once commitments are spread over what they cover: [LineItem] says for each
/// type in which columns that stands.
///
/// @param report whose rows these are
record AmortisedCost(UsageReport report) {

    private static final String RESERVATION = "reservation_reservation_a_r_n";

    private static final String RESERVATION_OF_ATHENA = "reservation_reservation_arn";

    /// The columns of commitments, as CUR 2.0 spells them.
    static Stream<String> names() {
        return Stream.concat(
                Stream.of(RESERVATION, RESERVATION_OF_ATHENA),
                Arrays.stream(Effective.values()).flatMap(effective -> effective.columns().stream()));
    }

    Amount amount() {
        List<Effective> all = List.of(Effective.values());
        return choice(
                all.stream().map(this::is).toList(), all.stream().map(this::of).toList(), Amount.UNKNOWN);
    }

    /// Whether a row of a type costs nothing.
    String isZero(LineItem item) {
        return of(item.effective()).isZero();
    }

    private Amount of(Effective effective) {
        return switch (effective) {
            case UNBLENDED -> cost(UsageReport.UNBLENDED);
            case UNBLENDED_BUT_FOR_RESERVATIONS ->
                saysReservationsOfFees()
                        ? choice(List.of(isOfReservation()), List.of(Amount.ZERO), cost(UsageReport.UNBLENDED))
                        : Amount.UNKNOWN;
            case ZERO -> Amount.ZERO;
            case RESERVATION, SAVINGS_PLAN -> cost(effective.columns().getFirst());
            case RESERVATION_UNUSED ->
                fee(effective.columns().getFirst()).plus(fee(effective.columns().getLast()));
            case SAVINGS_PLAN_UNUSED ->
                cost(effective.columns().getFirst())
                        .minus(cost(effective.columns().getLast()));
        };
    }

    private Amount cost(String name) {
        return report.field(name).map(Amount::of).orElse(Amount.UNKNOWN);
    }

    /// AWS leaves cells of fees empty that do not apply.
    private Amount fee(String name) {
        return report.field(name).map(field -> Amount.of(field).orZero(field)).orElse(Amount.UNKNOWN);
    }

    private String isOfReservation() {
        return reservation().clean() + " IS NOT NULL";
    }

    private Cell reservation() {
        return report.of(RESERVATION, RESERVATION_OF_ATHENA);
    }

    /// A report that amortises reservations has their upfront fees in two places, so it must say which fees
    /// those are.
    private boolean saysReservationsOfFees() {
        return !reservation().equals(Cell.NONE)
                || Effective.RESERVATION.columns().stream()
                        .noneMatch(name -> report.field(name).isPresent());
    }

    /// Whether a row's effective cost stands in a place.
    private String is(Effective effective) {
        return report.of(UsageReport.TYPE).clean()
                + LineItem.types(effective).stream().map(Sql::text).collect(Collectors.joining(", ", " IN (", ")"));
    }

    private static Amount choice(List<String> conditions, List<Amount> amounts, Amount otherwise) {
        StringBuilder coarse = new StringBuilder("CASE");
        StringBuilder fine = new StringBuilder("CASE");
        for (int i = 0; i < amounts.size(); i++) {
            String when = " WHEN " + conditions.get(i) + " THEN ";
            coarse.append(when).append(amounts.get(i).coarse());
            fine.append(when).append(amounts.get(i).fine());
        }
        return new Amount(
                coarse.append(" ELSE ")
                        .append(otherwise.coarse())
                        .append(" END")
                        .toString(),
                fine.append(" ELSE ").append(otherwise.fine()).append(" END").toString());
    }

    /// A cell that a row's type needs must be there, and every one must be a number.
    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        Arrays.stream(Effective.values())
                .forEach(effective -> effective.columns().forEach(name -> number(checks, effective, name)));
        if (!saysReservationsOfFees()) {
            checks.add(missing(Effective.UNBLENDED_BUT_FOR_RESERVATIONS, RESERVATION));
        }
        return checks;
    }

    private Check missing(Effective effective, String name) {
        Cell type = report.of(UsageReport.TYPE);
        return new Check(type.title(), is(effective), type.text(), "needs the column " + name + ", which is missing");
    }

    private void number(List<Check> checks, Effective effective, String name) {
        checks.add(report.field(name)
                .map(field -> new Check(
                        field.title(),
                        is(effective) + " AND " + Cell.of(field).clean() + " IS NOT NULL AND "
                                + Amount.of(field).coarse() + " IS NULL",
                        field.text(),
                        "is not a number that can be added exactly"))
                .orElseGet(() -> missing(effective, name)));
        if (effective != Effective.RESERVATION_UNUSED) {
            report.field(name)
                    .ifPresent(field -> checks.add(new Check(
                            field.title(),
                            is(effective) + " AND " + Cell.of(field).clean() + " IS NULL",
                            field.text(),
                            "is empty")));
        }
    }
}
