package costperchange.calculator.allocation;

import costperchange.calculator.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;

/// Which bill is meant: all charges of one source for one billing account and billing period.
///
/// @param source the export or API it came from
/// @param account FOCUS `BillingAccountId`
/// @param period FOCUS billing period
public record BillId(String source, String account, Period period) implements Comparable<BillId> {

    private static final Comparator<BillId> ORDER =
            Comparator.comparing(BillId::period).thenComparing(BillId::source).thenComparing(BillId::account);

    /// The month under which the bill is filed: that in which its period starts.
    public YearMonth month() {
        return period.month();
    }

    /// Whether charges of the bill can post to a calendar month.
    public boolean touches(YearMonth calendar) {
        return period.overlap(Period.of(calendar)).isPresent();
    }

    /// The last UTC day of the billing period.
    public LocalDate lastDay() {
        return Period.day(period.end().minusNanos(1));
    }

    /// What stays the same of a bill when its period ends otherwise than was said before.
    record Same(String source, String account, Instant start) {}

    Same same() {
        return new Same(source, account, period.start());
    }

    /// Whether two versions are of one bill, wherever its period ends.
    public boolean isSameBill(BillId other) {
        return same().equals(other.same());
    }

    @Override
    public int compareTo(BillId other) {
        return ORDER.compare(this, other);
    }
}
