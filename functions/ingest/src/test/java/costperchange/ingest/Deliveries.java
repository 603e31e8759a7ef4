package costperchange.ingest;

import costperchange.store.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Delivers exports to a bucket as AWS Data Exports does.
///
/// @param s3 to write with
/// @param bucket an existing one
/// @param prefix of all exports
record Deliveries(S3Client s3, String bucket, String prefix) {

    /// An empty bucket.
    static Deliveries to(S3Client s3, String bucket, String prefix) {
        s3.createBucket(r -> r.bucket(bucket));
        List<String> left = s3.listObjectsV2Paginator(r -> r.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
        left.forEach(key -> s3.deleteObject(r -> r.bucket(bucket).key(key)));
        return new Deliveries(s3, bucket, prefix);
    }

    /// In place of the delivery before; the manifest last.
    ///
    /// @return the manifest's key
    String over(String export, String month, Map<String, byte[]> files) {
        return manifest(key(export, "metadata", month, manifestOf(export)), files(export, month, "", files));
    }

    /// Beside the delivery before, with a copy of the manifest.
    ///
    /// @return the copy's key
    String beside(String export, String month, Instant executed, Map<String, byte[]> files) {
        String folder = executed + "-00000000-0000-4000-8000-000000000000/";
        List<String> uris = files(export, month, folder, files);
        manifest(key(export, "metadata", month, manifestOf(export)), uris);
        return manifest(key(export, "metadata", month, folder + manifestOf(export)), uris);
    }

    /// A cost and usage report from before Data Exports: beside the delivery before, with a copy of the
    /// manifest.
    ///
    /// @param span the billing period, such as `20260101-20260201`
    /// @return the manifest's key
    String report(String report, String span, String assembly, Map<String, byte[]> files) {
        String folder = prefix + report + "/" + span + "/";
        List<String> keys = new ArrayList<>();
        files.forEach((name, content) -> keys.add(put(folder + assembly + "/" + name, content)));
        reportManifest(folder + assembly + "/" + manifestOf(report), bucket, assembly, keys);
        return reportManifest(folder + manifestOf(report), bucket, assembly, keys);
    }

    /// Writes a manifest of a report from before Data Exports.
    String reportManifest(String key, String inBucket, String assembly, List<String> keys) {
        return put(
                key,
                Json.text(Map.of(
                                "assemblyId",
                                assembly,
                                "account",
                                "111122223333",
                                "bucket",
                                inBucket,
                                "billingPeriod",
                                Map.of("start", "20260101T000000.000Z", "end", "20260201T000000.000Z"),
                                "columns",
                                List.of(
                                        Map.of("category", "identity", "name", "LineItemId"),
                                        Map.of("category", "lineItem", "name", "UnblendedCost")),
                                "reportKeys",
                                keys))
                        .getBytes(StandardCharsets.UTF_8));
    }

    /// Writes a manifest of costs in FOCUS that lists these files.
    String manifest(String key, List<String> uris) {
        return manifest(key, "BilledCost", uris);
    }

    /// Writes a manifest that lists these files.
    ///
    /// @param column one of the files' columns
    String manifest(String key, String column, List<String> uris) {
        return put(
                key,
                Json.text(Map.of(
                                "executionId",
                                "00000000-0000-4000-8000-000000000000",
                                "columns",
                                List.of(Map.of("name", column, "type", "double")),
                                "dataFiles",
                                uris))
                        .getBytes(StandardCharsets.UTF_8));
    }

    String put(String key, byte[] content) {
        s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(content));
        return key;
    }

    String key(String export, String kind, String month, String name) {
        return prefix + export + "/" + kind + "/BILLING_PERIOD=" + month + "/" + name;
    }

    String uri(String key) {
        return "s3://" + bucket + "/" + key;
    }

    static String manifestOf(String export) {
        return export + "-Manifest.json";
    }

    private List<String> files(String export, String month, String folder, Map<String, byte[]> files) {
        List<String> uris = new ArrayList<>();
        files.forEach((name, content) -> uris.add(uri(put(key(export, "data", month, folder + name), content))));
        return uris;
    }
}
