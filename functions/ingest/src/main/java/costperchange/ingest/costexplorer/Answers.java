package costperchange.ingest.costexplorer;

import costperchange.store.CostExplorerAnswers.Answer;
import costperchange.store.CostExplorerAnswers.Day;
import costperchange.store.CostExplorerAnswers.Group;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.costexplorer.model.DateInterval;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageResponse;
import software.amazon.awssdk.services.costexplorer.model.MetricValue;
import software.amazon.awssdk.services.costexplorer.model.ResultByTime;

/// Reads what Cost Explorer answers. Amounts stay texts, as they came.
final class Answers {

    private Answers() {}

    /// @throws UnreadException if something is missing in it; names the question, the day and the group
    static Answer read(Question question, Instant askedAt, GetCostAndUsageResponse response) {
        List<Day> days = new ArrayList<>();
        response.resultsByTime().forEach(result -> days.add(day(question, result)));
        String next = response.nextPageToken();
        return new Answer(askedAt, days, next == null || next.isEmpty() ? null : next);
    }

    private static Day day(Question question, ResultByTime result) {
        LocalDate day = date(question, result);
        List<Group> groups = new ArrayList<>();
        if (question.groups().isEmpty()) {
            groups.add(group(question, day, List.of(), result.total()));
        } else {
            result.groups().forEach(group -> groups.add(group(question, day, group.keys(), group.metrics())));
        }
        return new Day(day, Boolean.TRUE.equals(result.estimated()), groups);
    }

    private static LocalDate date(Question question, ResultByTime result) {
        DateInterval period = result.timePeriod();
        try {
            if (period != null && period.start() != null && period.end() != null) {
                LocalDate day = LocalDate.parse(period.start());
                if (question.days().contains(day)
                        && LocalDate.parse(period.end()).equals(day.plusDays(1))) {
                    return day;
                }
            }
        } catch (DateTimeException none) {
            // Said below.
        }
        throw new UnreadException(
                question + ": the answer has the period " + period + ", which is not a day that was asked for");
    }

    private static Group group(Question question, LocalDate day, List<String> keys, Map<String, MetricValue> metrics) {
        if (keys.size() != question.groups().size()) {
            throw new UnreadException(question + ": on " + day + " a group has the keys " + keys);
        }
        MetricValue billed =
                metric(question, day, keys, metrics, question.metrics().billed());
        MetricValue effective =
                metric(question, day, keys, metrics, question.metrics().effective());
        if (!billed.unit().equals(effective.unit())) {
            throw new UnreadException(
                    question + ": on " + day + " " + keys + " is in " + billed.unit() + " and in " + effective.unit());
        }
        return new Group(keys, billed.amount(), effective.amount(), billed.unit());
    }

    private static MetricValue metric(
            Question question, LocalDate day, List<String> keys, Map<String, MetricValue> metrics, String name) {
        MetricValue value = metrics.get(name);
        if (value == null || value.amount() == null || value.unit() == null) {
            throw new UnreadException(question + ": on " + day + " " + keys + " has no " + name);
        }
        return value;
    }
}
