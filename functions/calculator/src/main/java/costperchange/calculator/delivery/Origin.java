package costperchange.calculator.delivery;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where something came from, in its teller's own words. The catalog says which applications that means, a later
/// catalog perhaps others.
///
/// @param application by its name, where the teller knows it; null where it does not
/// @param repository host and path, such as `github.com/acme/checkout`; null where that was not told
/// @param paths folders or files of the repository that it is about, such as `services/checkout/`; empty where
///     that was not told
/// @param fields what else a catalog may tell applications apart by, by the name that the source gives it, such
///     as
///     `workflow`
public record Origin(
        @Nullable String application, @Nullable String repository, List<String> paths, Map<String, String> fields) {

    /// Says nothing.
    public static final Origin NONE = new Origin(null, null, List.of(), Map.of());

    public Origin {
        // What is empty is not kept where tellings are stored.
        paths = paths == null ? List.of() : List.copyOf(paths);
        fields = fields == null ? Map.of() : Map.copyOf(fields);
    }

    public static Origin application(String name) {
        return new Origin(name, null, List.of(), Map.of());
    }

    /// @param path host and path
    public static Origin repository(String path) {
        return new Origin(null, path, List.of(), Map.of());
    }

    public Origin withPaths(List<String> paths) {
        return new Origin(application, repository, paths, fields);
    }

    public Origin withFields(Map<String, String> fields) {
        return new Origin(application, repository, paths, fields);
    }
}
