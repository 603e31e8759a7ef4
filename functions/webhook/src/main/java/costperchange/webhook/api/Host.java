package costperchange.webhook.api;

import java.net.URI;

/// Where the repositories of a host can be asked about.
///
/// @param base of its API, without a slash at its end
public record Host(String name, Vendor vendor, URI base) {

    /// A host whose API is where its vendor puts it.
    public static Host of(Vendor vendor, String name) {
        return new Host(name, vendor, vendor.base(name));
    }

    /// Under which name its token stands among the secrets: `github-api`, of a host of one's own
    /// `github-api@github.example.com`, so that no token is sent to another host than the one it is for.
    public String secret() {
        String api = vendor.source() + "-api";
        return name.equals(vendor.host()) ? api : api + "@" + name;
    }
}
