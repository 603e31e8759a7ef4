package costperchange.ingest.export;

import costperchange.store.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A manifest: the files of one delivery of one billing period.
///
/// Of its JSON two members are read. `dataFiles`, which has to be there, lists the files as `s3://<bucket>/<key>`.
/// `columns` lists `{"name": ..., "type": ...}`; where it is there, it tells exports of costs in FOCUS from others.
///
/// @param key where it stands
/// @param delivered when it was written, after all of its files; to the second, as S3 says
/// @param files in its order
/// @param focus whether it lists FOCUS files; true where it does not tell
public record Manifest(ManifestKey key, Instant delivered, List<DataFile> files, boolean focus) {

    /// A column that every version of FOCUS has.
    private static final String FOCUS_COLUMN = "BilledCost";

    public Manifest {
        files = List.copyOf(files);
    }

    /// When the bill stood as it is in the files: when the export ran, where the files say so; then the copies of a
    /// manifest, and the object moved to another bucket, tell the same time. Else when the manifest was written.
    public Instant knownAt() {
        Set<Optional<Instant>> times = new HashSet<>();
        files.forEach(file -> times.add(file.executed()));
        return times.size() == 1 ? times.iterator().next().orElse(delivered) : delivered;
    }

    /// @param bucket where manifest and files have to stand
    /// @throws NotImportedException if it cannot be read, or lists a file that stands elsewhere
    static Manifest parse(ManifestKey key, Instant delivered, byte[] json, ExportsBucket bucket) {
        JsonNode manifest;
        try {
            manifest = Json.MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new NotImportedException(bucket.uri(key.key()) + ": is not JSON", e);
        }
        JsonNode listed = manifest.path("dataFiles");
        if (!listed.isArray()) {
            throw new NotImportedException(bucket.uri(key.key()) + ": has no list dataFiles");
        }
        List<DataFile> files = new ArrayList<>();
        listed.forEach(file -> files.add(DataFile.of(bucket.key(key, file.asString("")))));
        return new Manifest(key, delivered, files, isFocus(manifest.path("columns")));
    }

    private static boolean isFocus(JsonNode columns) {
        return !columns.isArray()
                || columns.isEmpty()
                || columns.valueStream()
                        .anyMatch(column -> column.path("name").asString("").equalsIgnoreCase(FOCUS_COLUMN));
    }
}
