package costperchange.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A folder on disk, made when needed.
///
/// @param path of the folder
public record Directory(Path path) implements Destination {

    /// @throws UncheckedIOException if the document cannot be written; one of that name is then as it was
    @Override
    public URI put(String document, String mediaType, byte[] content) {
        Path file = path.resolve(document);
        try {
            Files.createDirectories(file.getParent());
            // Beside it, so that moving is one step, and with the rights that files have here.
            Path written = file.resolveSibling(file.getFileName() + ".tmp");
            Files.write(written, content);
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
        return file.toUri();
    }
}
