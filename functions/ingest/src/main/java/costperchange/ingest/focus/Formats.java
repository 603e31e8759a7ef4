package costperchange.ingest.focus;

import costperchange.calculator.allocation.BillMapping;
import costperchange.ingest.focus.Table.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells a file's format by its columns.
final class Formats {

    /// Every FOCUS file has most of these, and no other format has one.
    private static final Set<String> OF_FOCUS = Set.of(
            "billedcost",
            "effectivecost",
            "chargeperiodstart",
            "chargeperiodend",
            "chargecategory",
            "billingperiodend");

    private Formats() {}

    /// What a file's columns show.
    ///
    /// @param formats one; if there are more or none it is not known which
    /// @param problems why it cannot be read; none if it can be
    record Recognised(List<Format> formats, List<Problem> problems) {}

    /// @param line on which the names stand; 0 where they do not stand in a line
    /// @param mapping what the catalog says of the columns; null where it says nothing
    static Recognised of(Path file, long line, List<String> names, Shape shape, @Nullable BillMapping mapping) {
        List<Format> formats = mapping == null ? formats(names, shape) : List.of(new MappedTable(shape, mapping));
        List<Problem> problems = new ArrayList<>();
        if (formats.isEmpty()) {
            problems.add(Problem.ofLine(
                    file.toString(),
                    line,
                    "has the columns of no known format: neither FOCUS, AWS CUR, an Azure cost export, nor a table that"
                            + " the catalog's bills describe"));
        } else if (formats.size() > 1) {
            problems.add(Problem.ofLine(
                    file.toString(),
                    line,
                    "has columns of several formats: "
                            + String.join(
                                    ", ", formats.stream().map(Format::title).toList())));
        } else {
            check(file, line, names, formats.getFirst(), problems);
        }
        return new Recognised(formats, problems);
    }

    private static List<Format> formats(List<String> names, Shape shape) {
        List<String> lower = names.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        List<Format> formats = new ArrayList<>();
        if (lower.stream().anyMatch(OF_FOCUS::contains)) {
            formats.add(new Focus(shape));
        }
        if (names.stream().map(UsageReport::snake).anyMatch(UsageReport.TYPE::equals)) {
            formats.add(new UsageReport(shape));
        }
        if (lower.contains("chargetype")
                && Stream.of("costinbillingcurrency", "cost", "pretaxcost").anyMatch(lower::contains)) {
            formats.add(new AzureExport(shape, AzureExport.Kind.BOTH));
        }
        return formats;
    }

    /// A column that must be there is not, or one that is read is there twice.
    private static void check(Path file, long line, List<String> names, Format format, List<Problem> problems) {
        format.missing()
                .forEach(name -> problems.add(
                        new Problem(file.toString(), line, name, "", "the column is missing" + in(format))));
        Set<String> seen = new HashSet<>();
        names.stream()
                .filter(name ->
                        format.reads(name).filter(read -> !seen.add(read)).isPresent())
                .forEach(name -> problems.add(
                        new Problem(file.toString(), line, name.strip(), "", "the column is there more than once")));
    }

    private static String in(Format format) {
        return format instanceof Focus ? "" : ", which " + format.title() + " has";
    }
}
