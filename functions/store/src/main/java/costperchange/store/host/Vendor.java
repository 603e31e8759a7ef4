package costperchange.store.host;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/// Who hosts repositories and can be asked about them.
public enum Vendor {
    GITHUB("github.com"),
    GITLAB("gitlab.com");

    private final String host;

    Vendor(String host) {
        this.host = host;
    }

    /// The host that everyone uses.
    public String host() {
        return host;
    }

    /// The name of the webhook's source.
    public String source() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Where the API of a host is: of GitHub Enterprise Server and GitLab below the host itself.
    public URI base(String ofHost) {
        return URI.create(
                switch (this) {
                    case GITHUB -> ofHost.equals(host) ? "https://api.github.com" : "https://" + ofHost + "/api/v3";
                    case GITLAB -> "https://" + ofHost + "/api/v4";
                });
    }

    /// The headers of a request, with the token.
    Map<String, String> headers(String token) {
        return switch (this) {
            case GITHUB ->
                Map.of(
                        "Accept", "application/vnd.github+json",
                        "X-GitHub-Api-Version", "2022-11-28",
                        "Authorization", "Bearer " + token);
            case GITLAB -> Map.of("Accept", "application/json", "PRIVATE-TOKEN", token);
        };
    }
}
