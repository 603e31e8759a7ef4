package costperchange.report.page;

import costperchange.calculator.money.Currency;
import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.MonthlyReport.OfMonth;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Cost per change by month, above what it is made of: cost, and changes. Three panels over one time axis, each with an
/// axis of its own that starts at zero.
final class Chart {

    /// A page holds both and shows the one that fits.
    enum Size {
        WIDE(960, 56, 40),
        NARROW(390, 40, 16);

        private final int width;
        private final int left;
        private final int longestName;

        Size(int width, int left, int longestName) {
            this.width = width;
            this.left = left;
            this.longestName = longestName;
        }
    }

    private static final int TITLE = 34;

    private final MonthlyReport report;
    private final Currency currency;
    private final Size size;
    private final List<OfMonth> months;
    private final Svg svg = new Svg();
    private final TimeAxis time;

    Chart(MonthlyReport report, Currency currency, Size size) {
        this.report = report;
        this.currency = currency;
        this.size = size;
        this.months = report.months().stream()
                .filter(one -> currency.equals(one.numbers().currency()))
                .toList();
        this.time = new TimeAxis(
                months.stream().map(OfMonth::month).toList(),
                size.left,
                (size.width - size.left) / months.size(),
                size.longestName);
    }

    String html() {
        int top = TimeAxis.ROW * Math.min(report.milestones().size(), TimeAxis.MILESTONE_ROWS);
        Axis ratio = axis(Row::costPerChange, top + TITLE, size == Size.WIDE ? 170 : 150, 4);
        Axis cost = axis(Row::cost, bottom(ratio) + TITLE + 8, 80, 2);
        Axis changes = axis(row -> BigDecimal.valueOf(row.changes()), bottom(cost) + TITLE + 8, 60, 2);
        svg.bar(
                "now",
                time.x(months.size() - 1),
                BigDecimal.valueOf(top + 6),
                BigDecimal.valueOf(bottom(changes)),
                time.slot());
        frame(ratio, "Cost per change, " + currency);
        frame(cost, "Cost, " + currency);
        frame(changes, "Changes");
        bars(cost, Row::cost, true);
        bars(changes, row -> BigDecimal.valueOf(row.changes()), false);
        time.milestones(svg, report.milestones(), bottom(changes));
        line(ratio);
        time.names(svg, bottom(changes));
        for (int i = 0; i < months.size(); i++) {
            svg.told(time.x(i), top, time.slot(), bottom(changes) - top, told(months.get(i)));
        }
        return element(bottom(changes) + 2 * TimeAxis.ROW + 4);
    }

    private String element(int height) {
        String id = "chart-" + Html.text(currency.code().replaceAll("[^A-Za-z0-9]", "_")) + "-"
                + size.name().toLowerCase(Locale.ROOT);
        return "<svg class=\"chart " + size.name().toLowerCase(Locale.ROOT) + "\" viewBox=\"0 0 " + size.width + " "
                + height + "\" role=\"img\" aria-labelledby=\"" + id + "-title " + id + "-desc\">\n<title id=\"" + id
                + "-title\">Cost per change by month, " + Html.text(currency.code()) + "</title>\n<desc id=\"" + id
                + "-desc\">" + Html.text(description()) + "</desc>\n" + svg + "</svg>\n";
    }

    private String description() {
        StringBuilder text = new StringBuilder("The same numbers stand in the table below.");
        months.forEach(one -> text.append(' ').append(told(one)).append('.'));
        return text.toString();
    }

    private static String told(OfMonth one) {
        Row row = one.numbers();
        BigDecimal ratio = row.costPerChange();
        return Figures.month(one.month()) + (row.estimated() ? ", estimated: " : ": ")
                + (ratio == null ? Sentences.noRatio(row) : Figures.amount(ratio) + " per change")
                + (row.cost() == null ? "" : ", cost " + Figures.amount(row.cost())) + ", "
                + Figures.changes(row.changes());
    }

    private Axis axis(Function<Row, @Nullable BigDecimal> of, int top, int height, int marks) {
        List<BigDecimal> values = new ArrayList<>();
        months.forEach(one -> {
            BigDecimal value = of.apply(one.numbers());
            if (value != null) {
                values.add(value);
            }
        });
        return Axis.of(values, marks, top, height);
    }

    private void frame(Axis axis, String title) {
        svg.text("title", "start", 0, axis.top() - 16, title);
        for (BigDecimal mark : axis.marks()) {
            BigDecimal y = axis.y(mark);
            svg.line(mark.signum() == 0 ? "zero" : "grid", size.left, y, time.end(), y);
            svg.text("mark", "end", size.left - 8, y.add(BigDecimal.valueOf(4)), Figures.axis(mark));
        }
    }

    /// Months without a ratio are gaps; a stroke to or from an estimated month is dashed.
    private void line(Axis axis) {
        for (int i = 1; i < months.size(); i++) {
            Row before = months.get(i - 1).numbers();
            Row row = months.get(i).numbers();
            if (before.costPerChange() != null && row.costPerChange() != null) {
                String kind = before.estimated() || row.estimated() ? "line estimated" : "line";
                svg.line(
                        kind,
                        time.middle(i - 1),
                        axis.y(before.costPerChange()),
                        time.middle(i),
                        axis.y(row.costPerChange()));
            }
        }
        for (int i = 0; i < months.size(); i++) {
            Row row = months.get(i).numbers();
            BigDecimal ratio = row.costPerChange();
            if (ratio == null) {
                svg.text("gap", "middle", time.middle(i), axis.zero().subtract(BigDecimal.valueOf(6)), "×");
            } else {
                svg.point(row.estimated() ? "point estimated" : "point", time.middle(i), axis.y(ratio), 4);
            }
        }
        value(axis);
    }

    /// The last ratio in figures, on the side of its point where no line comes from.
    private void value(Axis axis) {
        BigDecimal last = months.getLast().numbers().costPerChange();
        if (last != null) {
            BigDecimal before = months.get(months.size() - 2).numbers().costPerChange();
            boolean falls = before != null && before.compareTo(last) > 0;
            BigDecimal y = axis.y(last).add(BigDecimal.valueOf(falls ? 22 : -10));
            svg.text("value", "end", time.end() - 4, y, Figures.amount(last));
        }
    }

    private void bars(Axis axis, Function<Row, @Nullable BigDecimal> of, boolean money) {
        int wide = time.slot() * 3 / 5;
        for (int i = 0; i < months.size(); i++) {
            Row row = months.get(i).numbers();
            BigDecimal value = of.apply(row);
            if (value != null) {
                String kind = money && row.estimated() ? "bar estimated" : "bar";
                svg.bar(kind, time.x(i) + (time.slot() - wide) / 2, axis.y(value), axis.zero(), wide);
            }
        }
    }

    private static int bottom(Axis axis) {
        return axis.top() + axis.height();
    }
}
