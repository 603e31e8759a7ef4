package costperchange.calculator.report;

import costperchange.calculator.report.Applications.Row;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which of many applications are wanted: filtered, in an order, page by page.
public final class ApplicationList {

    private static final String SEPARATOR = "~";

    private ApplicationList() {}

    /// @param name part of the applications' names, in whatever case; empty for all
    /// @param after where the page before ended; null for the first page
    /// @param limit most rows of a page
    public record Question(
            String name,
            Order order,
            boolean descending,
            @Nullable Cursor after,
            int limit) {}

    /// What decides the order. Rows without a value stand last, whichever way it goes.
    public enum Order {
        APPLICATION("application", row -> null, Row::application),
        TEAM("team", row -> null, Row::team),
        COST("cost", row -> row.numbers().cost(), row -> null),
        CHANGES("changes", row -> BigDecimal.valueOf(row.numbers().changes()), row -> null),
        DEPLOYMENTS("deployments", row -> BigDecimal.valueOf(row.numbers().deployments()), row -> null),
        COST_PER_CHANGE("costPerChange", row -> row.numbers().costPerChange(), row -> null);

        private final String label;
        private final Function<Row, @Nullable BigDecimal> number;
        private final Function<Row, @Nullable String> text;

        Order(String label, Function<Row, @Nullable BigDecimal> number, Function<Row, @Nullable String> text) {
            this.label = label;
            this.number = number;
            this.text = text;
        }

        public static Optional<Order> of(String label) {
            return Arrays.stream(values())
                    .filter(order -> order.label.equals(label))
                    .findFirst();
        }

        /// All labels, for a person.
        public static String allowed() {
            return Arrays.stream(values()).map(order -> order.label).collect(Collectors.joining(", "));
        }

        private String label(boolean descending) {
            return descending ? "-" + label : label;
        }

        private Cursor place(Row row) {
            String currency = row.numbers().currency() == null
                    ? ""
                    : row.numbers().currency().code();
            return new Cursor(number.apply(row), text.apply(row), row.application(), currency);
        }

        private static Comparator<Cursor> comparator(boolean descending) {
            Comparator<BigDecimal> numbers = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
            Comparator<String> texts = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
            return Comparator.comparing(Cursor::number, Comparator.nullsLast(numbers))
                    .thenComparing(Cursor::text, Comparator.nullsLast(texts))
                    .thenComparing(Cursor::application)
                    .thenComparing(Cursor::currency);
        }
    }

    /// Where a row stands in an order, and a page ended. What comes and goes meanwhile moves no other row from one
    /// page to the next.
    ///
    /// @param number that decides; null where it is a text, or there is none
    /// @param text that decides; null where it is a number, or there is none
    public record Cursor(
            @Nullable BigDecimal number, @Nullable String text, String application, String currency) {

        /// Reads what [#label] wrote; empty if it did not, or for another order.
        public static Optional<Cursor> of(String label, Order order, boolean descending) {
            try {
                String[] parts = label.split(SEPARATOR, -1);
                return parts.length != 5 || !parts[0].equals(order.label(descending))
                        ? Optional.empty()
                        : Optional.of(new Cursor(
                                parts[1].isEmpty() ? null : new BigDecimal(parts[1]),
                                parts[2].isEmpty() ? null : text(parts[2]),
                                text(parts[3]),
                                text(parts[4])));
            } catch (IllegalArgumentException unreadable) {
                return Optional.empty();
            }
        }

        String label(Order order, boolean descending) {
            return String.join(
                    SEPARATOR,
                    order.label(descending),
                    number == null ? "" : number.toPlainString(),
                    text == null ? "" : part(text),
                    part(application),
                    part(currency));
        }

        /// Whatever stands in a name, it is one part.
        private static String part(String text) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        private static String text(String part) {
            return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        }
    }

    /// The page that is wanted of all applications.
    static Applications page(Applications all, Question question) {
        Comparator<Cursor> order = Order.comparator(question.descending);
        String name = question.name.toLowerCase(Locale.ROOT);
        List<Row> left = all.rows().stream()
                .filter(row -> row.application().toLowerCase(Locale.ROOT).contains(name))
                .filter(row -> question.after == null || order.compare(question.order.place(row), question.after) > 0)
                .sorted(Comparator.comparing(question.order::place, order))
                .toList();
        List<Row> page = left.subList(0, Math.min(question.limit, left.size()));
        return new Applications(
                all.basis(),
                all.from(),
                all.to(),
                all.settling(),
                page,
                page.size() < left.size()
                        ? question.order.place(page.getLast()).label(question.order, question.descending)
                        : null);
    }
}
