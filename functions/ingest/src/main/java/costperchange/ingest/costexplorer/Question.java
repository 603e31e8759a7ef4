package costperchange.ingest.costexplorer;

import costperchange.calculator.time.Days;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageRequest;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinitionType;

/// One question to Cost Explorer: costs of days, grouped or not.
///
/// @param metrics which costs
/// @param days of one month; at least one
/// @param recordTypes of which charges; all if none is named
/// @param groups by what, at most two: names of dimensions, or `tag:` and a key
record Question(Enquiry.Metrics metrics, Days days, List<String> recordTypes, List<String> groups) {

    private static final String RECORD_TYPE = "RECORD_TYPE";
    private static final String TAG = "tag:";

    static Question ofTotals(Enquiry enquiry, Days days) {
        return new Question(enquiry.metrics(), days, List.of(), List.of());
    }

    static Question byRecordType(Enquiry enquiry, Days days) {
        return new Question(enquiry.metrics(), days, List.of(), List.of(RECORD_TYPE));
    }

    static Question byTag(Enquiry enquiry, Days days, List<String> recordTypes) {
        return new Question(
                enquiry.metrics(),
                days,
                recordTypes,
                List.of(TAG + enquiry.tag(), enquiry.by().key()));
    }

    /// @param page token of the page that is wanted; null for the first
    GetCostAndUsageRequest request(@Nullable String page) {
        GetCostAndUsageRequest.Builder request = GetCostAndUsageRequest.builder()
                .timePeriod(p -> p.start(days.from().toString()).end(days.to().toString()))
                .granularity(Granularity.DAILY)
                .metrics(metrics.billed(), metrics.effective())
                .nextPageToken(page);
        if (!groups.isEmpty()) {
            request.groupBy(groups.stream().map(Question::group).toList());
        }
        if (!recordTypes.isEmpty()) {
            request.filter(f -> f.dimensions(d -> d.key(RECORD_TYPE).values(recordTypes)));
        }
        return request.build();
    }

    /// Names the question and the page: 128 bits of a digest of all that is asked.
    String id(@Nullable String page) {
        List<String> asked = new ArrayList<>(List.of(metrics.name(), days.toString()));
        asked.add(recordTypes.toString());
        asked.add(groups.toString());
        asked.add(page == null ? "" : page);
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha.digest(String.join("\n", asked).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /// For people: `2026-01-01 to 2026-01-31 by tag:application, SERVICE of Usage`.
    @Override
    public String toString() {
        return days.from() + " to " + days.to().minusDays(1)
                + (groups.isEmpty() ? "" : " by " + String.join(", ", groups))
                + (recordTypes.isEmpty() ? "" : " of " + String.join(", ", recordTypes));
    }

    private static GroupDefinition group(String name) {
        boolean tag = name.startsWith(TAG);
        return GroupDefinition.builder()
                .type(tag ? GroupDefinitionType.TAG : GroupDefinitionType.DIMENSION)
                .key(tag ? name.substring(TAG.length()) : name)
                .build();
    }
}
