package costperchange.local;

import costperchange.calculator.delivery.Repositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// A Git repository on disk, with a working tree or bare. It is read, never written.
///
/// @param jgit the repository
/// @param folder that was named
record GitRepository(Repository jgit, Path folder) implements AutoCloseable {

    private static final String SUFFIX = ".git";

    /// @throws Refusal if there is none in the folder
    static GitRepository open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new Refusal(folder + ": there is no such folder");
        }
        Path absolute = folder.toAbsolutePath().normalize();
        FileRepositoryBuilder builder = new FileRepositoryBuilder();
        // Of this folder alone: a repository around it is another one.
        Path around = absolute.getParent();
        if (around != null) {
            builder.addCeilingDirectory(around.toFile());
        }
        builder.findGitDir(absolute.toFile());
        if (builder.getGitDir() == null) {
            throw new Refusal(folder + " is not a Git repository: name the folder that holds .git, or a bare one");
        }
        return new GitRepository(builder.setMustExist(true).build(), absolute);
    }

    /// Host and path of the remote `origin`, as deployments name repositories; empty if it has none, or if
    /// that is a folder.
    Optional<String> origin() {
        return Optional.ofNullable(jgit.getConfig().getString("remote", Constants.DEFAULT_REMOTE_NAME, "url"))
                .filter(url -> !url.startsWith("/") && !url.startsWith(".") && !url.startsWith("file:"))
                .flatMap(Repositories::normal);
    }

    /// The folder's name, without `.git`.
    String name() {
        String name = Objects.toString(folder.getFileName(), "");
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /// Whether history was left out when it was cloned.
    boolean isShallow() throws IOException {
        return !jgit.getObjectDatabase().getShallowCommits().isEmpty();
    }

    @Override
    public void close() {
        jgit.close();
    }
}
