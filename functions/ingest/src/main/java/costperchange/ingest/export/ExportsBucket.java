package costperchange.ingest.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The bucket to which exports are delivered.
///
/// @param s3 to read it with
/// @param name of the bucket
/// @param prefix with which all keys start that concern us; empty for the whole bucket
public record ExportsBucket(S3Client s3, String name, String prefix) {

    /// Whether an object stands here.
    public boolean holds(String bucket, String key) {
        return bucket.equals(name) && key.startsWith(prefix);
    }

    /// How an object is named to people.
    public String uri(String key) {
        return "s3://" + name + "/" + key;
    }

    /// The manifests of the latest deliveries of billing periods, in order. Lists all objects that the prefix
    /// has: one request for each thousand.
    ///
    /// @param from the first billing period
    /// @param to the last
    public List<ManifestKey> manifests(YearMonth from, YearMonth to) {
        return s3.listObjectsV2Paginator(r -> r.bucket(name).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .map(ManifestKey::of)
                .flatMap(Optional::stream)
                .filter(key -> !key.copy())
                .filter(key -> !key.period().isBefore(from) && !key.period().isAfter(to))
                .sorted()
                .toList();
    }

    /// Reads a manifest.
    ///
    /// @throws NotImportedException if it is not there or cannot be understood
    public Manifest manifest(ManifestKey key) {
        try (ResponseInputStream<GetObjectResponse> in = open(key.key())) {
            return Manifest.parse(key, in.response().lastModified(), in.readAllBytes(), this);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + uri(key.key()), e);
        }
    }

    /// Brings the files of a manifest to a directory.
    ///
    /// @return their paths, in the manifest's order
    /// @throws NotImportedException if one is not there, or is not as the manifest meant it
    public List<Path> fetch(Manifest manifest, Path directory) {
        List<Path> paths = new ArrayList<>();
        for (DataFile file : manifest.files()) {
            // Numbered, since files of different folders may have one name.
            Path path = directory.resolve(paths.size() + "-" + file.name());
            fetch(file, manifest, path);
            paths.add(path);
        }
        return paths;
    }

    /// The key of a file that a manifest lists.
    ///
    /// @throws NotImportedException if it stands elsewhere
    String key(ManifestKey manifest, String listed) {
        String root = uri("");
        String key = listed.startsWith(root) ? listed.substring(root.length()) : "";
        if (key.isEmpty() || !holds(name, key)) {
            throw new NotImportedException(
                    uri(manifest.key()) + ": lists '" + listed + "', which does not stand under " + uri(prefix));
        }
        return key;
    }

    private void fetch(DataFile file, Manifest manifest, Path path) {
        try (ResponseInputStream<GetObjectResponse> in = open(file.key())) {
            GetObjectResponse object = in.response();
            // An export that keeps only its latest delivery writes over the files one by one, the manifest last.
            if (file.executed().isEmpty() && object.lastModified().isAfter(manifest.delivered())) {
                throw new NotImportedException(uri(file.key()) + ": was written at " + object.lastModified()
                        + ", after its manifest at " + manifest.delivered() + "; a new delivery is under way");
            }
            long room = Files.getFileStore(path.toAbsolutePath().getParent()).getUsableSpace();
            if (object.contentLength() > room) {
                throw new NotImportedException(uri(file.key()) + ": has " + object.contentLength()
                        + " bytes, for which there is no room: " + room + " are free where files are brought to");
            }
            // Not every client notices that a connection ended early.
            long size = Files.copy(in, path);
            if (size != object.contentLength()) {
                throw new NotImportedException(
                        uri(file.key()) + ": has " + object.contentLength() + " bytes, but only " + size + " came");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot bring " + uri(file.key()) + " to " + path, e);
        }
    }

    private ResponseInputStream<GetObjectResponse> open(String key) {
        try {
            return s3.getObject(r -> r.bucket(name).key(key));
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                throw new NotImportedException(uri(key) + ": is not there", e);
            }
            throw new IllegalStateException("cannot read " + uri(key) + ": " + e.getMessage(), e);
        }
    }
}
