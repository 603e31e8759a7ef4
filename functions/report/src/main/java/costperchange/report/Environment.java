package costperchange.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the report's functions read from their environment.
///
/// @param table name of the table, from `TABLE`
/// @param reportsBucket name of the bucket, from `REPORTS_BUCKET`; null where not set, as for the metrics
/// @param reportTopicArn of the topic, from `REPORT_TOPIC_ARN`; null to tell nobody
record Environment(
        String table,
        @Nullable String reportsBucket,
        @Nullable String reportTopicArn) {

    static Environment read(Map<String, String> variables) {
        return new Environment(
                required("TABLE", variables.get("TABLE")),
                variables.get("REPORTS_BUCKET"),
                variables.get("REPORT_TOPIC_ARN"));
    }

    /// @throws IllegalStateException if it is not set
    String requiredBucket() {
        return required("REPORTS_BUCKET", reportsBucket);
    }

    static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("environment variable " + name + " is not set");
        }
        return value;
    }
}
