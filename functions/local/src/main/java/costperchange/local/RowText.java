package costperchange.local;

import costperchange.calculator.allocation.Owner;
import costperchange.calculator.allocation.Rules.Step;
import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.Dimension;
import costperchange.ingest.focus.Row;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A row of a bill, and what rules make of it, for a person.
final class RowText {

    private RowText() {}

    /// What the row says.
    static String head(Row row) {
        Charge charge = row.charge();
        StringBuilder text = new StringBuilder();
        text.append(row.file()).append(", row ").append(row.row()).append('\n');
        line(text, "  description", row.description());
        line(text, "  resource", row.resource());
        line(text, "  kind", charge.kind().label());
        line(
                text,
                "  charge period",
                charge.chargePeriod().start() + " to " + charge.chargePeriod().end());
        line(text, "  billed", charge.cost().billed().toPlainString() + " " + charge.currency());
        line(text, "  effective", charge.cost().effective().toPlainString() + " " + charge.currency());
        line(text, "  invoice", charge.invoice());
        charge.values().entrySet().stream()
                .sorted(Comparator.comparing(
                        (Map.Entry<Dimension, String> entry) -> entry.getKey().label()))
                .forEach(entry -> line(text, "  " + entry.getKey().label(), entry.getValue()));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(name).append(": ").append(value).append('\n');
        }
    }

    /// Which rules were looked at for some days, and which took it.
    static String steps(List<LocalDate> days, List<Step> steps) {
        String when = days.size() == 1 ? "on " + days.getFirst() : "from " + days.getFirst() + " to " + days.getLast();
        return when + "\n" + steps.stream().map(RowText::step).collect(Collectors.joining());
    }

    private static String step(Step step) {
        String rule = step.rule().isEmpty() ? "" : " by " + step.rule();
        return step.passed() == null
                ? "  taken: " + owner(step.owner()) + rule + "\n"
                : "  passed: " + owner(step.owner()) + rule + " (" + step.passed() + ")\n";
    }

    static String owner(Owner owner) {
        return switch (owner) {
            case Owner.Application(String name) -> "application " + name;
            case Owner.Pool(String name) -> "pool " + name;
            case Owner.Unallocated(String reason) -> "unallocated, " + reason;
        };
    }
}
