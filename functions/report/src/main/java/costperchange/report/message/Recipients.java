package costperchange.report.message;

import costperchange.calculator.report.Scope;
import costperchange.store.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads who is told of which scope. An address alone is told of the organisation.
public final class Recipients {

    private static final String ORGANISATION = new Scope.Organisation().label();

    private Recipients() {}

    /// Addresses of e-mail by scope: `finance@acme.example, team:payments=payments@acme.example`.
    ///
    /// @throws IllegalArgumentException if something in it is neither
    public static Map<String, List<String>> mail(String text) {
        Map<String, List<String>> byScope = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            String entry = part.strip();
            if (entry.isEmpty()) {
                continue;
            }
            int equals = entry.indexOf('=');
            String scope =
                    equals < 0 ? ORGANISATION : entry.substring(0, equals).strip();
            String address = entry.substring(equals + 1).strip();
            if (!address.matches("[^@\\s]+@[^@\\s]+") || Scope.of(scope).isEmpty()) {
                throw new IllegalArgumentException("'" + entry
                        + "' is neither an address nor a scope with one, such as team:payments=payments@acme.example");
            }
            byScope.computeIfAbsent(scope, key -> new ArrayList<>()).add(address);
        }
        return byScope;
    }

    /// Addresses of a kind of webhook by scope, from the secret that holds all kinds:
    /// `{"slack": "https://...", "teams": {"organisation": "https://...", "team:payments": "https://..."}}`.
    ///
    /// @param kind such as `slack`; where the secret does not name it there are none
    /// @throws IllegalStateException if the secret cannot be read; does not quote it
    public static Map<String, URI> webhooks(String secret, String kind) {
        JsonNode all = read(secret);
        Map<String, URI> byScope = new TreeMap<>();
        JsonNode of = all.path(kind);
        if (of.isString()) {
            byScope.put(ORGANISATION, address(kind, ORGANISATION, of));
        } else if (of.isObject()) {
            of.propertyStream()
                    .forEach(entry ->
                            byScope.put(scope(kind, entry.getKey()), address(kind, entry.getKey(), entry.getValue())));
        } else if (!of.isMissingNode()) {
            throw new IllegalStateException(
                    "in the secret of webhooks, " + kind + " is neither an address nor addresses by scope");
        }
        return byScope;
    }

    private static JsonNode read(String secret) {
        try {
            JsonNode all = Json.MAPPER.readTree(secret);
            if (all.isObject()) {
                return all;
            }
        } catch (JacksonException unreadable) {
            // Without the cause, whose message may quote an address.
        }
        throw new IllegalStateException("the secret of webhooks is not a JSON object");
    }

    private static String scope(String kind, String label) {
        if (Scope.of(label).isEmpty()) {
            throw new IllegalStateException("in the secret of webhooks, " + kind + " names '" + label
                    + "', which is no scope such as organisation or team:payments");
        }
        return label;
    }

    private static URI address(String kind, String scope, JsonNode value) {
        try {
            if (value.isString()) {
                return new URI(value.stringValue().strip());
            }
        } catch (URISyntaxException unreadable) {
            // Without the cause, which quotes the address.
        }
        throw new IllegalStateException("in the secret of webhooks, " + kind + " of " + scope + " is no address");
    }
}
