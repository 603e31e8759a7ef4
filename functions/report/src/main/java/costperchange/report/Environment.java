package costperchange.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the report's functions read from their environment.
///
/// @param table name of the table, from `TABLE`
/// @param reportsBucket name of the bucket, from `REPORTS_BUCKET`; null where not set, as for the metrics
/// @param reportTopicArn of the topic, from `REPORT_TOPIC_ARN`; null for none
/// @param reportMailFrom whom mail is from, from `REPORT_MAIL_FROM`; null for none
/// @param reportMailTo who gets mail, by scope, from `REPORT_MAIL_TO`; null for none
/// @param reportWebhooksArn of the secret that holds webhooks, from `REPORT_WEBHOOKS_ARN`; null for none
record Environment(
        String table,
        @Nullable String reportsBucket,
        @Nullable String reportTopicArn,
        @Nullable String reportMailFrom,
        @Nullable String reportMailTo,
        @Nullable String reportWebhooksArn) {

    static Environment read(Map<String, String> variables) {
        return new Environment(
                required("TABLE", variables.get("TABLE")),
                variables.get("REPORTS_BUCKET"),
                optional(variables.get("REPORT_TOPIC_ARN")),
                optional(variables.get("REPORT_MAIL_FROM")),
                optional(variables.get("REPORT_MAIL_TO")),
                optional(variables.get("REPORT_WEBHOOKS_ARN")));
    }

    /// @throws IllegalStateException if it is not set
    String requiredBucket() {
        return required("REPORTS_BUCKET", reportsBucket);
    }

    private static @Nullable String optional(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("environment variable " + name + " is not set");
        }
        return value;
    }
}
