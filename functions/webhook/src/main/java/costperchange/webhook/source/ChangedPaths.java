package costperchange.webhook.source;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The folders in which commits changed files, cut so that few remain: they are kept, and compared with the
/// folders of a catalog.
public final class ChangedPaths {

    private static final int LEVELS = 4;
    private static final int MOST = 300;

    private final Set<String> paths = new TreeSet<>();
    private boolean whole = true;

    /// Adds the folder of a file, with a slash after it, or a file at the root.
    ///
    /// @param file from the repository's root
    public void add(String file) {
        String path = reduced(file);
        if (path == null) {
            whole = false;
        } else if (paths.size() <= MOST) {
            paths.add(path);
        }
    }

    /// Says that not all files are known.
    void addUnknown() {
        whole = false;
    }

    /// Whether none is told, whatever is added.
    public boolean isGivenUp() {
        return !whole || paths.size() > MOST;
    }

    /// In order; none where not all are known, or they are too many.
    public List<String> told() {
        return whole && paths.size() <= MOST ? List.copyOf(paths) : List.of();
    }

    private static @Nullable String reduced(String file) {
        if (file.isBlank() || !Fields.isPrintable(file)) {
            return null;
        }
        int end = 0;
        for (int level = 0; level < LEVELS; level++) {
            int slash = file.indexOf('/', end);
            if (slash < 0 || slash >= Fields.LONG_NAME) {
                break;
            }
            end = slash + 1;
        }
        String path = end == 0 ? file : file.substring(0, end);
        return path.length() > Fields.LONG_NAME ? null : path;
    }
}
