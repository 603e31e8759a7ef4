package costperchange.store.host;

import java.net.URI;
import java.util.Set;

/// Where an API is, and what it is asked with.
///
/// @param base without a slash at its end
/// @param token that may do what is asked
public record Access(Vendor vendor, URI base, String token) {

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    /// @throws IllegalArgumentException if the token would leave this machine in the clear
    public Access {
        if (!"https".equals(base.getScheme()) && !HERE.contains(base.getHost())) {
            throw new IllegalArgumentException(base + " is not an https address: a token is not sent there");
        }
    }

    /// An address of the API.
    ///
    /// @param path with its query, each part encoded
    public URI at(String path) {
        return URI.create(base + path);
    }

    /// Whether an address is one of this API, so that the token may go there.
    public boolean holds(URI address) {
        return base.getScheme().equals(address.getScheme())
                && base.getRawAuthority().equals(address.getRawAuthority());
    }

    /// Without the token.
    @Override
    public String toString() {
        return vendor + " " + base;
    }
}
