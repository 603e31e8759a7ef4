package costperchange.report;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import costperchange.report.message.Channels;
import costperchange.report.message.Patience;
import costperchange.store.Table;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Issues the reports of a month, for the organisation, each tribe and each team, and tells of them.
///
/// Input: EventBridge Scheduler's event, each day, whose `time` decides: from the fourth of a month on the
/// month before is issued, once, as soon as it is complete, and on the tenth as it is; and of the year before,
/// each month whose latest issue was estimated and that is final now. Or, by hand, `{"month": "2026-10"}` with,
/// optionally, `"basis": "billed"`, `"scope":
/// "team:payments"` and `"again": ["slack"]`, for who may be told again of what they may not have got: it is
/// issued if its figures are not those of its latest issue.
///
/// Output: where the pages are of what was issued or finished. Errors: an input that cannot be read is refused
/// by name; what AWS does not answer is thrown; and who could not be told is named once all else is done. Doing
/// it again then goes on where it was (see [Issuer] and [costperchange.report.message]).
public final class ReportFunction implements RequestHandler<Map<String, Object>, List<String>> {

    /// Bills are complete up to two days before they are known.
    private static final int FIRST_DAY = 4;

    /// A report that waits for ever for one bill tells nobody that it is missing. A week covers what comes when
    /// a month is over, such as people's time.
    private static final int LAST_DAY = 10;

    /// How long an estimated month is looked at.
    private static final int MONTHS_BACK = 12;

    /// What Lambda leaves without its saying so, as in a test.
    private static final Duration UNSAID = Duration.ofMinutes(5);

    /// The longest that one message and its mark may take.
    private static final Duration MARGIN = Duration.ofSeconds(45);

    private final Issuer issuer;
    private final Clock clock;

    public ReportFunction() {
        this(Wiring.report(Environment.read(System.getenv())));
    }

    private ReportFunction(Wiring.Report parts) {
        this(parts.table(), parts.destination(), Set.of(Rendition.values()), parts.channels(), Clock.systemUTC());
    }

    /// @param renditions in which reports are written, at least one
    /// @param channels that are told of reports; read when there is something to tell
    /// @param clock says which month is the one before, where the input has no time
    public ReportFunction(
            Table table, Destination destination, Set<Rendition> renditions, Supplier<Channels> channels, Clock clock) {
        this.issuer = new Issuer(table, destination, renditions, channels);
        this.clock = clock;
    }

    @Override
    public List<String> handleRequest(Map<String, Object> event, @Nullable Context context) {
        Input input = new Input(event);
        Duration left = context == null ? UNSAID : Duration.ofMillis(context.getRemainingTimeInMillis());
        Patience patience = Patience.until(clock.instant().plus(left).minus(MARGIN), clock);
        List<Issuer.Outcome> outcomes =
                input.isScheduled() ? onTime(input.time(clock), patience) : List.of(byHand(input, patience));
        List<String> untold =
                outcomes.stream().flatMap(one -> one.untold().stream()).toList();
        if (!untold.isEmpty()) {
            throw new IllegalStateException(String.join("\n", untold));
        }
        return outcomes.stream()
                .flatMap(one -> one.pages().stream())
                .map(URI::toString)
                .toList();
    }

    private Issuer.Outcome byHand(Input input, Patience patience) {
        YearMonth month = input.month(clock);
        issuer.again(month, input.scope(), input.basis(), input.again());
        return issuer.byHand(month, input.scope(), input.basis(), patience);
    }

    private List<Issuer.Outcome> onTime(Instant time, Patience patience) {
        ZonedDateTime now = time.atZone(ZoneOffset.UTC);
        YearMonth before = YearMonth.from(now).minusMonths(1);
        List<Issuer.Outcome> outcomes = new ArrayList<>();
        for (int back = 0; back < MONTHS_BACK; back++) {
            Issuer.First first = back == 0 ? first(now.getDayOfMonth()) : Issuer.First.NEVER;
            outcomes.add(issuer.onTime(before.minusMonths(back), first, patience));
        }
        return outcomes;
    }

    /// @param day of the month after the one that is reported
    private static Issuer.First first(int day) {
        if (day < FIRST_DAY) {
            return Issuer.First.NEVER;
        }
        return day < LAST_DAY ? Issuer.First.WHEN_COMPLETE : Issuer.First.AS_IT_IS;
    }
}
