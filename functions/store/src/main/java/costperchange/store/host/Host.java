package costperchange.store.host;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Where the repositories of a host can be asked about, and told of.
///
/// @param base of its API, without a slash at its end
public record Host(String name, Vendor vendor, URI base) {

    /// A host whose API is where its vendor puts it.
    public static Host of(Vendor vendor, String name) {
        return new Host(name, vendor, vendor.base(name));
    }

    /// The hosts that are known, by their names: `github.com`, `gitlab.com`, and those of `GITHUB_HOST` and
    /// `GITLAB_HOST` where they are set.
    ///
    /// @param variables of the environment
    public static Map<String, Host> known(Map<String, String> variables) {
        Map<String, Host> hosts = new HashMap<>();
        for (Vendor vendor : Vendor.values()) {
            String own =
                    variables.getOrDefault(vendor.name() + "_HOST", "").strip().toLowerCase(Locale.ROOT);
            for (String name : List.of(vendor.host(), own)) {
                if (!name.isEmpty()) {
                    hosts.put(name, of(vendor, name));
                }
            }
        }
        return Map.copyOf(hosts);
    }

    /// Under which name its token stands among the secrets: `github-api`, of a host of one's own
    /// `github-api@github.example.com`, so that no token is sent to another host than the one it is for.
    public String secret() {
        String api = vendor.source() + "-api";
        return name.equals(vendor.host()) ? api : api + "@" + name;
    }
}
