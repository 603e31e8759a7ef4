package costperchange.report.page;

import java.math.BigDecimal;

/// Elements of SVG, one after the other. Colours and widths are in the page's style, by class.
final class Svg {

    private final StringBuilder elements = new StringBuilder();

    Svg line(String kind, Number x1, Number y1, Number x2, Number y2) {
        return add("<line class=\"" + kind + "\" x1=\"" + x1 + "\" y1=\"" + y1 + "\" x2=\"" + x2 + "\" y2=\"" + y2
                + "\"/>");
    }

    /// A rectangle between two heights, whichever is above.
    Svg bar(String kind, Number x, BigDecimal y1, BigDecimal y2, Number width) {
        return add("<rect class=\"" + kind + "\" x=\"" + x + "\" y=\"" + y1.min(y2) + "\" width=\"" + width
                + "\" height=\"" + y1.subtract(y2).abs() + "\"/>");
    }

    Svg point(String kind, Number x, Number y, int radius) {
        return add("<circle class=\"" + kind + "\" cx=\"" + x + "\" cy=\"" + y + "\" r=\"" + radius + "\"/>");
    }

    /// @param anchor `start`, `middle` or `end`
    Svg text(String kind, String anchor, Number x, Number y, String text) {
        return add("<text class=\"" + kind + "\" text-anchor=\"" + anchor + "\" x=\"" + x + "\" y=\"" + y + "\">"
                + Html.text(text) + "</text>");
    }

    /// An invisible area that tells what it is about when pointed at.
    Svg told(Number x, Number y, Number width, Number height, String text) {
        return add("<g><title>" + Html.text(text) + "</title><rect class=\"told\" x=\"" + x + "\" y=\"" + y
                + "\" width=\"" + width + "\" height=\"" + height + "\"/></g>");
    }

    private Svg add(String element) {
        elements.append(element).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return elements.toString();
    }
}
