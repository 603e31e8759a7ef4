package costperchange.join;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Computes months again; invoked by hand.
///
/// Input: `{"from": "2026-01", "to": "2026-06"}`, both months included. Output: how much was computed. A month that is
/// missing or cannot be read is an error that names it, and nothing is computed.
public final class RecomputeFunction implements RequestHandler<Map<String, String>, Map<String, Integer>> {

    private final Recompute recompute;

    public RecomputeFunction() {
        this(Wiring.recompute(Environment.read(System.getenv())));
    }

    public RecomputeFunction(Recompute recompute) {
        this.recompute = recompute;
    }

    @Override
    public Map<String, Integer> handleRequest(Map<String, String> input, @Nullable Context context) {
        YearMonth from = month(input, "from");
        YearMonth to = month(input, "to");
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to must not be before from: " + from + " to " + to);
        }
        Recompute.Done done = recompute.run(from, to);
        return Map.of("splits", done.splits(), "applications", done.applications(), "months", done.months());
    }

    private static YearMonth month(Map<String, String> input, String name) {
        String text = Objects.requireNonNullElse(input.get(name), "");
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException(
                    name + " must be a month such as 2026-01, not '" + text + "'", unreadable);
        }
    }
}
