package costperchange.store.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import costperchange.store.Json;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The claims of the JSON Web Token (RFC 7519) that a request brings. Nothing is verified here: that was done before.
record BearerToken(JsonNode claims) {

    private static final String SCHEME = "bearer ";

    /// Empty where the request brings none that can be read.
    static Optional<BearerToken> of(APIGatewayV2HTTPEvent event) {
        String header = new Exchange(event).header("authorization");
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String[] parts = header.substring(SCHEME.length()).strip().split("\\.", -1);
        try {
            return parts.length == 3
                    ? Optional.of(new BearerToken(
                            Json.MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]))))
                    : Optional.empty();
        } catch (IllegalArgumentException | JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /// The texts of a claim that is a list.
    Set<String> names(String claim) {
        Set<String> names = new TreeSet<>();
        claims.path(claim).forEach(one -> {
            if (one.isString()) {
                names.add(one.asString().strip());
            }
        });
        names.remove("");
        return names;
    }
}
