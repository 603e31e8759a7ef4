package costperchange.ingest.costexplorer;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.charge.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What people should know of numbers that come from Cost Explorer.
final class Notes {

    private Notes() {}

    /// Which of the catalog's rules can take nothing, since Cost Explorer is not asked for what they look at.
    static List<String> ofRules(Enquiry enquiry, Catalog catalog) {
        List<String> notes = new ArrayList<>();
        if (!catalog.lookedAt().contains(new Dimension.Tag(enquiry.tag()))) {
            notes.add("no rule of the catalog looks at the tag " + enquiry.tag());
        }
        Set<Dimension> known = Set.of(
                new Dimension.Tag(enquiry.tag()),
                enquiry.by().column(),
                Dimension.Column.BILLING_ACCOUNT,
                Dimension.Column.PROVIDER,
                Dimension.Column.CHARGE_CATEGORY);
        catalog.lookedAt().stream()
                .filter(dimension -> !known.contains(dimension) && !isUsualTag(dimension, catalog))
                .forEach(dimension -> notes.add("rules on " + name(dimension) + " take nothing of these bills"));
        return notes;
    }

    /// Which record types are not known.
    static List<String> ofRecordTypes(MonthAnswers answers) {
        return answers.byRecordType().stream()
                .flatMap(day -> day.groups().stream())
                .map(group -> group.keys().getFirst())
                .filter(type -> RecordTypes.known(type).isEmpty())
                .distinct()
                .map(type -> "the record type '" + type + "' is not known; its charges are adjustments")
                .toList();
    }

    /// Several spellings of these are looked at, of which a bill has one.
    private static boolean isUsualTag(Dimension dimension, Catalog catalog) {
        return dimension instanceof Dimension.Tag(String key)
                && (catalog.applicationTags().contains(key)
                        || catalog.environmentTags().contains(key));
    }

    private static String name(Dimension dimension) {
        return switch (dimension) {
            case Dimension.Tag(String key) -> "the tag " + key;
            case Dimension.ResourceIdLike(String pattern) -> "the resource id " + pattern;
            case Dimension.Column column -> "the column " + column;
        };
    }
}
