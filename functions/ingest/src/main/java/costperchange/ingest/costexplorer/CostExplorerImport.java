package costperchange.ingest.costexplorer;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Period;
import costperchange.ingest.BillImport;
import costperchange.ingest.focus.Reading;
import costperchange.store.Bills.Committed;
import costperchange.store.Catalogs;
import costperchange.store.CostExplorerAnswers;
import costperchange.store.CostExplorerAnswers.Whole;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;

/// Brings months from Cost Explorer into the store. Run again, by two at once or after a crash, it ends in the
/// same bills and never passes its budget.
///
/// @param client that does not retry by itself
/// @param bills divides and commits
/// @param enquiry what is asked
/// @param budget how many requests a calendar month may have, of all runs together
/// @param lastDays how many days after it ended a month is still read anew
/// @param pace clock and waits
public record CostExplorerImport(
        CostExplorerClient client, BillImport bills, Enquiry enquiry, int budget, int lastDays, Pace pace) {

    /// AWS restates days for some days after they end.
    public static final int LAST_DAYS = 3;

    /// What came of a month.
    public sealed interface Result {
        YearMonth month();

        /// Its bill is in the store.
        ///
        /// @param bills one, or none where there are no charges
        /// @param rows how many groups there were
        record Read(YearMonth month, List<Committed.Taken> bills, long rows) implements Result {}

        /// It could not be read, and its bill is what it was before.
        record Unread(YearMonth month, String why) implements Result {}

        /// None of its days is over yet.
        record NotBegun(YearMonth month) implements Result {}
    }

    /// How a run went.
    ///
    /// @param months in order
    /// @param sent how many requests this run sent
    /// @param asked how many this calendar month had in all
    /// @param notes what people should know of the numbers
    public record Report(List<Result> months, int sent, long asked, List<String> notes) {

        /// The months that could not be read, with the reason.
        public List<Result.Unread> unread() {
            return months.stream()
                    .filter(Result.Unread.class::isInstance)
                    .map(Result.Unread.class::cast)
                    .toList();
        }
    }

    /// Reads what can have changed since yesterday: this month and the one before.
    public Report daily() {
        YearMonth open = YearMonth.from(today());
        return run(open.minusMonths(1), open, false);
    }

    /// Reads months, the latest first, since that is what matters most where the budget does not reach.
    ///
    /// @param from the first
    /// @param to the last
    /// @param again whether settled months are asked for again too
    public Report run(YearMonth from, YearMonth to, boolean again) {
        CostExplorerAnswers answers = new CostExplorerAnswers(bills.table());
        Requests requests = new Requests(client, answers, enquiry.account(), budget, pace);
        Optional<Catalogs.Uploaded> uploaded = new Catalogs(bills.table()).latest();
        Set<String> notes = new TreeSet<>(
                Notes.ofRules(enquiry, uploaded.map(Catalogs.Uploaded::catalog).orElse(Catalog.NONE)));
        List<Result> months = new ArrayList<>();
        for (YearMonth month = to; !month.isBefore(from); month = month.minusMonths(1)) {
            months.addFirst(read(month, answers, requests, uploaded, again, notes));
        }
        return new Report(
                months, requests.sent(), answers.asked(enquiry.account(), YearMonth.from(today())), List.copyOf(notes));
    }

    private Result read(
            YearMonth month,
            CostExplorerAnswers answers,
            Requests requests,
            Optional<Catalogs.Uploaded> uploaded,
            boolean again,
            Set<String> notes) {
        Days days = daysOver(month);
        if (days.isEmpty()) {
            return new Result.NotBegun(month);
        }
        LocalDate read = again ? today() : settled(month, answers).orElse(today());
        MonthAnswers said;
        try {
            said = new MonthReader(enquiry, answers, requests, month, read).read(days);
        } catch (UnreadException e) {
            return new Result.Unread(month, String.valueOf(e.getMessage()));
        }
        notes.addAll(Notes.ofRecordTypes(said));
        try {
            return commit(month, answers, said, read, uploaded);
        } catch (UnreadException e) {
            answers.forget(enquiry.account(), month, read);
            return new Result.Unread(month, e.getMessage() + "; next time all of the month is asked for anew");
        }
    }

    private Result commit(
            YearMonth month,
            CostExplorerAnswers answers,
            MonthAnswers said,
            LocalDate read,
            Optional<Catalogs.Uploaded> uploaded) {
        Set<Dimension> dimensions =
                uploaded.map(Catalogs.Uploaded::catalog).orElse(Catalog.NONE).dimensions();
        List<Charge> charges = new MonthOfAnswers(enquiry, month, dimensions).charges(said);
        boolean isFinal = !said.estimated() && isOver(month, read);
        long rows = charges.stream().mapToLong(Charge::rows).sum();
        BillImport.Outcome outcome = bills.divide(
                new BillImport.Export(enquiry.source(), said.readAt(), null, isFinal),
                new Reading.Read(charges, rows, totals(charges)),
                uploaded);
        if (outcome instanceof BillImport.Outcome.Imported imported) {
            boolean settled = isFinal && isOver(month, read.minusDays(lastDays));
            answers.finished(enquiry.account(), month, new Whole(read, settled));
            return new Result.Read(month, imported.bills(), imported.rows());
        }
        return new Result.Unread(month, why(outcome));
    }

    private static String why(BillImport.Outcome outcome) {
        return switch (outcome) {
            case BillImport.Outcome.Imported _ -> throw new IllegalStateException("an import that went well");
            case BillImport.Outcome.Refused refused -> refused.problems().toString();
            case BillImport.Outcome.Contradicted(var known) ->
                known.id() + " was imported with another content for the same time, " + known.knownAt();
            case BillImport.Outcome.CountedTwice twice -> twice.message();
        };
    }

    private static Map<Currency, Cost> totals(List<Charge> charges) {
        Map<Currency, Cost> totals = new HashMap<>();
        charges.forEach(charge -> totals.merge(charge.currency(), charge.cost(), Cost::plus));
        return totals;
    }

    private Optional<LocalDate> settled(YearMonth month, CostExplorerAnswers answers) {
        return answers.whole(enquiry.account(), month).filter(Whole::settled).map(Whole::read);
    }

    /// The days of a month that are over.
    private Days daysOver(YearMonth month) {
        LocalDate first = month.atDay(1);
        LocalDate next = month.plusMonths(1).atDay(1);
        LocalDate end = today().isBefore(next) ? today() : next;
        return new Days(first, end.isBefore(first) ? first : end);
    }

    private static boolean isOver(YearMonth month, LocalDate day) {
        return YearMonth.from(day).isAfter(month);
    }

    private LocalDate today() {
        return Period.day(pace.clock().instant());
    }
}
