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

    /// Writes a manifest that lists these files.
    String manifest(String key, List<String> uris) {
        return put(
                key,
                Json.text(Map.of(
                                "executionId",
                                "00000000-0000-4000-8000-000000000000",
                                "columns",
                                List.of(Map.of("name", "BilledCost", "type", "double")),
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
