package costperchange.report.word;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.WordBack;
import costperchange.calculator.delivery.Change;
import costperchange.calculator.money.Basis;
import costperchange.calculator.report.ChangesOfApplication;
import costperchange.calculator.report.CostPerChange;
import costperchange.calculator.report.Scope;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import costperchange.calculator.word.Word;
import costperchange.calculator.word.Words;
import costperchange.store.ApplicationMonths;
import costperchange.store.Catalogs;
import costperchange.store.Measurements;
import costperchange.store.Table;
import costperchange.store.Tellings;
import costperchange.store.host.ApiException;
import costperchange.store.host.Patience;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Tells what is to be told on a day.
///
/// @param table what it is computed from, and where it is kept what was told
public record Tell(Table table, Receivers receivers) {

    private static final System.Logger LOG = System.getLogger(Tell.class.getName());

    /// Longer than Lambda lets a function run.
    private static final Duration LEASE = Duration.ofMinutes(20);

    /// Something to be told to someone.
    public record Due(Application application, Word word, WordBack to) {

        /// As Markdown, for a person.
        public String text() {
            return new Comment(word).markdown();
        }

        /// What, after how many days, and to whom.
        public String name() {
            return word.application() + " " + (word.revision() == null ? word.deployment() : word.revision())
                    + ", after " + word.fullDays() + (word.fullDays() == 1 ? " full day" : " full days") + ", to "
                    + to.label();
        }
    }

    /// What there is to tell on a day.
    ///
    /// @param waiting why nothing is told yet; empty if all that is known is in the numbers
    public record Plan(Optional<String> waiting, List<Due> due) {}

    /// How it went.
    ///
    /// @param told how many were told
    /// @param before how many turned out to have been told before
    /// @param refused why some were not told, and will not be until a person mends it
    /// @param failed why some were not told, and may be if tried again
    /// @param later why some were not told for want of time
    public record Outcome(int told, int before, List<String> refused, List<String> failed, List<String> later) {}

    /// Looks up what was not told yet.
    ///
    /// @param today in UTC; what is known only later is not looked at
    public Plan plan(LocalDate today) {
        Measurements measurements = new Measurements(table);
        Catalog catalog = measurements.catalog(null);
        List<Application> asking = catalog.applications().stream()
                .filter(application -> !application.wordBack().isEmpty())
                .toList();
        Optional<String> waiting = asking.isEmpty() ? Optional.empty() : measurements.waiting(Words.needed(today));
        List<Due> due = new ArrayList<>();
        if (waiting.isEmpty() && !asking.isEmpty()) {
            Asked asked = Asked.of(new Catalogs(table), today);
            asking.forEach(application -> words(measurements, application.name(), today)
                    .forEach(word -> application.wordBack().stream()
                            .filter(to -> !word.lastDay().isBefore(asked.first(application.name(), to, today)))
                            .filter(to -> !new Tellings(table).isTold(word.id(), to.label()))
                            .forEach(to -> due.add(new Due(application, word, to)))));
        }
        return new Plan(waiting, due);
    }

    private List<Word> words(Measurements measurements, String application, LocalDate today) {
        Days needed = Words.needed(today);
        YearMonth from = YearMonth.from(needed.from());
        Map<YearMonth, ChangesOfApplication.Month> months = new TreeMap<>();
        new ApplicationMonths(table)
                .details(application, from, YearMonth.from(today))
                .forEach((month, detail) -> months.put(
                        month,
                        new ChangesOfApplication.Month(detail.changes(), detail.runCosts(), detail.remainders())));
        ChangesOfApplication changes = ChangesOfApplication.of(
                new ChangesOfApplication.Question(
                        application,
                        from,
                        YearMonth.from(today).plusMonths(1),
                        Basis.EFFECTIVE,
                        false,
                        false,
                        null,
                        Integer.MAX_VALUE),
                months,
                null);
        List<Change> counted = months.values().stream()
                .flatMap(month -> month.changes().stream())
                .toList();
        return Words.of(
                changes,
                counted,
                measurements.months(new CostPerChange.Question(
                        new Scope.Application(application), needed, Grain.DAY, Basis.EFFECTIVE, null, null)),
                today);
    }

    /// Tells it. One that cannot be told does not stop the others.
    ///
    /// @param patience how long there is for all of it
    public Outcome tell(List<Due> due, Patience patience) {
        Ended ended = new Ended();
        for (Due one : due) {
            new Tellings(table)
                    .claim(one.word.id(), one.to.label(), patience.clock().instant(), LEASE)
                    .ifPresent(claim -> tell(one, claim, patience, ended));
        }
        return ended.outcome();
    }

    private void tell(Due due, Tellings.Claim claim, Patience patience, Ended ended) {
        Tellings tellings = new Tellings(table);
        try {
            Receiver receiver = receivers.find(due.to, due.application, due.word, table, patience);
            switch (receiver.tell(due.word)) {
                case NOW -> ended.told++;
                case BEFORE -> ended.before++;
                case ELSEWHERE -> {}
            }
            tellings.told(claim, patience.clock().instant());
        } catch (ApiException e) {
            tellings.release(claim);
            String why = due.name() + ": " + e.stop().why();
            LOG.log(System.Logger.Level.WARNING, "not told: {0}", why);
            switch (e.kind()) {
                case REFUSED -> ended.refused.add(why);
                case UNANSWERED -> ended.failed.add(why);
                case LATER -> ended.later.add(why);
            }
        } catch (RuntimeException e) {
            tellings.release(claim);
            throw e;
        }
    }

    private static final class Ended {
        private int told;
        private int before;
        private final List<String> refused = new ArrayList<>();
        private final List<String> failed = new ArrayList<>();
        private final List<String> later = new ArrayList<>();

        Outcome outcome() {
            return new Outcome(told, before, List.copyOf(refused), List.copyOf(failed), List.copyOf(later));
        }
    }
}
