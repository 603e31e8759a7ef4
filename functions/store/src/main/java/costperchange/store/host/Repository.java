package costperchange.store.host;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A repository on a host that can be asked.
///
/// @param host as `github.com`, in lower case
/// @param path as `acme/checkout`; on GitLab with all its groups
public record Repository(Vendor vendor, String host, String path) {

    private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*(:\\d{1,5})?");
    private static final Pattern PATH = Pattern.compile("[\\w.-]+(/[\\w.-]+)+");

    /// From host and path, as catalogs and deployments name it; empty where it is no such name.
    public static Optional<Repository> of(Vendor vendor, String name) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String host = name.substring(0, slash).toLowerCase(Locale.ROOT);
        String path = name.substring(slash + 1);
        boolean ownerAndName = vendor == Vendor.GITLAB || path.indexOf('/') == path.lastIndexOf('/');
        return HOST.matcher(host).matches() && PATH.matcher(path).matches() && ownerAndName && !path.contains("..")
                ? Optional.of(new Repository(vendor, host, path))
                : Optional.empty();
    }

    /// Host and path.
    public String name() {
        return host + "/" + path;
    }
}
