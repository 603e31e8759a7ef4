package costperchange.ingest.costexplorer;

import costperchange.calculator.charge.ChargeKind;
import costperchange.calculator.time.Days;
import costperchange.store.CostExplorerAnswers;
import costperchange.store.CostExplorerAnswers.Answer;
import costperchange.store.CostExplorerAnswers.Day;
import costperchange.store.CostExplorerAnswers.Group;
import costperchange.store.CostExplorerAnswers.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Brings together what Cost Explorer says of a month: from the store what was read that day already, the rest
/// by asking.
final class MonthReader {

    private final Enquiry enquiry;
    private final CostExplorerAnswers answers;
    private final Requests requests;
    private final YearMonth month;
    private final LocalDate read;
    private Instant latest = Instant.EPOCH;

    /// @param read the day (UTC) whose answers are meant
    MonthReader(Enquiry enquiry, CostExplorerAnswers answers, Requests requests, YearMonth month, LocalDate read) {
        this.enquiry = enquiry;
        this.answers = answers;
        this.requests = requests;
        this.month = month;
        this.read = read;
    }

    /// @param days of the month, at least one
    /// @throws UnreadException if not all of it can be read
    MonthAnswers read(Days days) {
        try {
            return all(days);
        } catch (Requests.StaleException stale) {
            // An earlier run stopped between two pages, too long ago.
            answers.forget(enquiry.account(), month, read);
        }
        try {
            return all(days);
        } catch (Requests.StaleException again) {
            throw new UnreadException(month + " was not answered: the pages' tokens do not hold", again);
        }
    }

    private MonthAnswers all(Days days) {
        List<Day> totals = pages(Question.ofTotals(enquiry, days));
        List<Day> types = pages(Question.byRecordType(enquiry, days));
        Map<ChargeKind, List<Day>> byTag = new EnumMap<>(ChargeKind.class);
        recordTypes(types)
                .forEach((kind, names) -> byTag.put(kind, pages(Question.byTag(enquiry, days, List.copyOf(names)))));
        return new MonthAnswers(totals, types, byTag, latest);
    }

    /// The record types that occur, by kind of charge.
    private static Map<ChargeKind, Set<String>> recordTypes(List<Day> types) {
        Map<ChargeKind, Set<String>> byKind = new EnumMap<>(ChargeKind.class);
        for (Day day : types) {
            for (Group group : day.groups()) {
                String name = group.keys().getFirst();
                byKind.computeIfAbsent(RecordTypes.kind(name), kind -> new TreeSet<>())
                        .add(name);
            }
        }
        return byKind;
    }

    /// All pages of an answer, as one.
    private List<Day> pages(Question question) {
        Map<LocalDate, Day> days = new TreeMap<>();
        Set<String> tokens = new HashSet<>();
        @Nullable String token = null;
        do {
            Answer page = page(question, token);
            page.days().forEach(day -> days.merge(day.day(), day, Day::and));
            latest = page.readAt().isAfter(latest) ? page.readAt() : latest;
            token = page.next();
            if (token != null && !tokens.add(token)) {
                throw new UnreadException(question + ": two pages name the same next page");
            }
        } while (token != null);
        List<LocalDate> missing = question.days().list().stream()
                .filter(day -> !days.containsKey(day))
                .toList();
        if (!missing.isEmpty()) {
            throw new UnreadException(question + ": the answer says nothing of " + missing);
        }
        return new ArrayList<>(days.values());
    }

    private Answer page(Question question, @Nullable String token) {
        Place place = new Place(enquiry.account(), month, read, question.id(token));
        return answers.get(place).orElseGet(() -> answers.keep(place, requests.ask(question, token)));
    }
}
