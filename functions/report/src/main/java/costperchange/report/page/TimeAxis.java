package costperchange.report.page;

import costperchange.calculator.allocation.Catalog.Milestone;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/// The months under a chart, with the milestones that fall into them.
///
/// @param left where the first month starts, in pixels
/// @param slot how wide a month is, in pixels
/// @param longestName most characters of a milestone's name that fit
record TimeAxis(List<YearMonth> months, int left, int slot, int longestName) {

    /// Height of a row of text, in pixels.
    static final int ROW = 17;

    /// Rows in which milestones' names take turns, so that neighbours do not run into each other.
    static final int MILESTONE_ROWS = 3;

    int x(int month) {
        return left + month * slot;
    }

    int middle(int month) {
        return x(month) + slot / 2;
    }

    int end() {
        return x(months.size());
    }

    void names(Svg svg, int bottom) {
        for (int i = 0; i < months.size(); i++) {
            YearMonth month = months.get(i);
            String name = month.getMonth()
                    .getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
                    .substring(0, 3);
            svg.text(i == months.size() - 1 ? "month now" : "month", "middle", middle(i), bottom + ROW, name);
            if (i == 0 || month.getMonthValue() == 1) {
                svg.text("month", "middle", middle(i), bottom + 2 * ROW - 2, Integer.toString(month.getYear()));
            }
        }
    }

    /// @param milestones in the months of this axis
    void milestones(Svg svg, List<Milestone> milestones, int bottom) {
        int row = 0;
        for (Milestone milestone : milestones) {
            YearMonth month = YearMonth.from(milestone.date());
            int days = milestone.date().getDayOfMonth() - 1;
            int x = x(months.indexOf(month)) + slot * days / month.lengthOfMonth();
            int y = ROW * (row++ % MILESTONE_ROWS + 1) - 4;
            boolean right = x > end() * 3 / 5;
            svg.line("milestone", x, y - 9, x, bottom);
            svg.text("milestone", right ? "end" : "start", right ? x - 5 : x + 5, y, shortened(milestone.name()));
            svg.told(x - 3, y - 9, 6, bottom - y, milestone.date() + " " + milestone.name());
        }
    }

    private String shortened(String name) {
        return name.length() <= longestName ? name : name.substring(0, longestName - 1) + "…";
    }
}
