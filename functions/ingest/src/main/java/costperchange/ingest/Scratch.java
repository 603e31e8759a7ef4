package costperchange.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A directory that is gone, with everything in it, when it is closed.
///
/// @param directory to write to
record Scratch(Path directory) implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Scratch.class.getName());

    /// @throws UncheckedIOException if there is no room for it
    static Scratch in(Path parent) {
        try {
            return new Scratch(Files.createTempDirectory(parent, "export-"));
        } catch (IOException e) {
            throw new UncheckedIOException("no room in " + parent, e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            // What was read stays read; but the next run may find the disk full.
            LOG.log(System.Logger.Level.WARNING, "cannot delete " + directory, e);
        }
    }
}
