package costperchange.ingest;

import costperchange.ingest.export.DataFile;
import costperchange.ingest.export.ExportsBucket;
import costperchange.ingest.export.Manifest;
import costperchange.ingest.export.ManifestKey;
import costperchange.ingest.export.NotImportedException;
import costperchange.ingest.focus.Problem;
import costperchange.ingest.focus.TableName;
import costperchange.store.Bills.Committed;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Imports the exports of a bucket by their manifests.
///
/// @param bucket where the exports are
/// @param bills imports them
/// @param temporary an existing directory with room for the files of one manifest
public record Ingest(ExportsBucket bucket, BillImport bills, Path temporary) {

    private static final System.Logger LOG = System.getLogger(Ingest.class.getName());

    /// What came of an object.
    public sealed interface Result {

        /// Its bills are in the store.
        ///
        /// @param manifest that was read
        /// @param bills one for each account and billing period
        /// @param rows how many rows its files have
        record Read(Manifest manifest, List<Committed.Taken> bills, long rows) implements Result {}

        /// Its bills are in the store, by a table of a distributed engine.
        ///
        /// @param rows how many rows were read
        record Asked(TableName table, BillImport.Export export, List<Committed.Taken> bills, long rows)
                implements Result {}

        /// It is none of ours.
        ///
        /// @param key in its bucket
        record Ignored(String key, String why) implements Result {}
    }

    /// Imports what a manifest lists.
    ///
    /// @throws NotImportedException if that cannot be, for a reason that is in manifest or files
    public Result.Read run(ManifestKey key) {
        return run(bucket.manifest(key));
    }

    /// Imports if the object that arrived is the manifest of the latest delivery of an export of costs.
    ///
    /// @throws NotImportedException if that cannot be, for a reason that is in manifest or files
    public Result arrived(String inBucket, String key) {
        if (!bucket.holds(inBucket, key)) {
            return ignored(key, "does not stand under " + bucket.uri(bucket.prefix()));
        }
        return ManifestKey.of(key).map(this::latest).orElseGet(() -> ignored(key, "is not a manifest"));
    }

    /// Imports the latest deliveries of billing periods again, each that can be.
    ///
    /// @param from the first billing period
    /// @param to the last
    /// @throws NotImportedException at the end, if some cannot be imported; it names them all
    public List<Result> reread(YearMonth from, YearMonth to) {
        return reread(from, to, result -> {});
    }

    /// Imports the latest deliveries of billing periods again, each that can be.
    ///
    /// @param told hears of each result as it comes, also where some fail
    /// @throws NotImportedException at the end, if some cannot be imported; it names them all
    public List<Result> reread(YearMonth from, YearMonth to, Consumer<Result> told) {
        List<Result> results = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (ManifestKey key : bucket.manifests(from, to)) {
            try {
                Result result = latest(key);
                results.add(result);
                told.accept(result);
            } catch (NotImportedException e) {
                failures.add(e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new NotImportedException(String.join("\n", failures));
        }
        return results;
    }

    private Result latest(ManifestKey key) {
        if (key.copy()) {
            return ignored(key.key(), "is a copy; the manifest beside its folder is read");
        }
        Manifest manifest = bucket.manifest(key);
        return manifest.costs()
                ? run(manifest)
                : ignored(key.key(), "is not of costs in FOCUS or of a cost and usage report");
    }

    private static Result ignored(String key, String why) {
        LOG.log(System.Logger.Level.INFO, "ignored " + key + ": " + why);
        return new Result.Ignored(key, why);
    }

    private Result.Read run(Manifest manifest) {
        if (manifest.files().isEmpty()) {
            // A bill without charges cannot be told from a delivery that went wrong.
            throw new NotImportedException(bucket.uri(manifest.key().key()) + ": lists no files");
        }
        try (Scratch scratch = Scratch.in(temporary)) {
            List<Path> paths = bucket.fetch(manifest, scratch.directory());
            BillImport.Export export = new BillImport.Export(manifest.key().export(), manifest.knownAt(), null, false);
            return switch (bills.run(export, paths)) {
                case BillImport.Outcome.Imported imported -> read(manifest, imported);
                case BillImport.Outcome.Refused refused -> throw failed(manifest, refused, paths);
                case BillImport.Outcome.Contradicted(var known) ->
                    throw new NotImportedException(
                            contradicted(manifest, known.id().toString()));
                case BillImport.Outcome.CountedTwice twice ->
                    throw new NotImportedException(bucket.uri(manifest.key().key()) + ": " + twice.message());
            };
        }
    }

    private Result.Read read(Manifest manifest, BillImport.Outcome.Imported imported) {
        LOG.log(
                System.Logger.Level.INFO,
                "read " + imported.rows() + " rows by "
                        + bucket.uri(manifest.key().key()));
        return new Result.Read(manifest, imported.bills(), imported.rows());
    }

    private String contradicted(Manifest manifest, String bill) {
        return bucket.uri(manifest.key().key()) + ": " + bill + " was imported with another content for the same time, "
                + manifest.knownAt();
    }

    private NotImportedException failed(Manifest manifest, BillImport.Outcome.Refused refused, List<Path> paths) {
        List<String> lines = new ArrayList<>();
        lines.add(bucket.uri(manifest.key().key()) + ": refused, problems: "
                + refused.why().total());
        refused.problems()
                .forEach(problem -> lines.add(named(problem, manifest, paths).toString()));
        return new NotImportedException(String.join("\n", lines));
    }

    /// People know a file by where it stands in S3; a reason may name another of the files.
    private Problem named(Problem problem, Manifest manifest, List<Path> paths) {
        int index = paths.indexOf(Path.of(problem.file()));
        if (index < 0) {
            return problem;
        }
        DataFile file = manifest.files().get(index);
        String reason = problem.reason();
        for (int i = 0; i < paths.size(); i++) {
            reason = reason.replace(
                    paths.get(i).toString(), bucket.uri(manifest.files().get(i).key()));
        }
        return new Problem(bucket.uri(file.key()), problem.row(), problem.column(), problem.text(), reason);
    }
}
