package costperchange.ingest.export;

import costperchange.store.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A manifest: the files of one delivery of one billing period.
///
/// Of a Data Export's JSON two members are read: `dataFiles`, a list of `s3://<bucket>/<key>`, and `columns`, a
/// list of `{"name": ..., "type": ...}`. Of a cost and usage report's from before Data Exports three:
/// `reportKeys`, a list of keys, `bucket`, where they stand, and `columns`, a list of `{"category": ...,
/// "name": ...}` ("Cost and Usage Report manifest files", AWS Data Exports user guide). Where columns are
/// listed, they tell exports of costs from others.
///
/// @param key where it stands
/// @param delivered when it was written, after all of its files; to the second, as S3 says
/// @param files in its order
/// @param costs whether it lists costs that can be read: FOCUS, CUR 2.0 or the report before it; true where it
///     does not tell
public record Manifest(ManifestKey key, Instant delivered, List<DataFile> files, boolean costs) {

    /// The column of each format without which there are no costs: FOCUS, CUR 2.0, and the report before it.
    private static final Set<String> COSTS = Set.of("billedcost", "line_item_unblended_cost", "lineitem/unblendedcost");

    public Manifest {
        files = List.copyOf(files);
    }

    /// When the bill stood as it is in the files: when the export ran, where the files say so; then the copies
    /// of a manifest, and the object moved to another bucket, tell the same time. Else when the manifest was
    /// written.
    public Instant knownAt() {
        Set<Optional<Instant>> times = new HashSet<>();
        files.forEach(file -> times.add(file.executed()));
        return times.size() == 1 ? times.iterator().next().orElse(delivered) : delivered;
    }

    /// @param bucket where manifest and files have to stand
    /// @throws NotImportedException if it cannot be read, or lists a file twice or one that stands elsewhere
    static Manifest parse(ManifestKey key, Instant delivered, byte[] json, ExportsBucket bucket) {
        JsonNode manifest;
        try {
            manifest = Json.MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new NotImportedException(bucket.uri(key.key()) + ": is not JSON", e);
        }
        return new Manifest(key, delivered, files(key, manifest, bucket), hasCosts(manifest.path("columns")));
    }

    private static List<DataFile> files(ManifestKey key, JsonNode manifest, ExportsBucket bucket) {
        List<DataFile> files = new ArrayList<>();
        if (manifest.path("dataFiles").isArray()) {
            manifest.path("dataFiles").forEach(file -> files.add(DataFile.of(bucket.key(key, file.asString("")))));
        } else if (manifest.path("reportKeys").isArray()) {
            String root = "s3://" + manifest.path("bucket").asString(bucket.name()) + "/";
            manifest.path("reportKeys")
                    .forEach(file -> files.add(DataFile.of(bucket.key(key, root + file.asString("")))));
        } else {
            throw new NotImportedException(bucket.uri(key.key()) + ": has no list dataFiles or reportKeys");
        }
        Set<String> seen = new HashSet<>();
        for (DataFile file : files) {
            if (!seen.add(file.key())) {
                throw new NotImportedException(bucket.uri(key.key()) + ": lists " + bucket.uri(file.key())
                        + " twice, so its charges would count twice");
            }
        }
        return files;
    }

    private static boolean hasCosts(JsonNode columns) {
        return !columns.isArray()
                || columns.isEmpty()
                || columns.valueStream().anyMatch(column -> COSTS.contains(name(column)));
    }

    private static String name(JsonNode column) {
        String category = column.path("category").asString("");
        String name = column.path("name").asString("");
        return (category.isEmpty() ? name : category + "/" + name).toLowerCase(Locale.ROOT);
    }
}
