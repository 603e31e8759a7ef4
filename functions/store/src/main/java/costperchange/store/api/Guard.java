package costperchange.store.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says what a caller may do. Who calls was established before, by API Gateway's authorizer on AWS and by `serve`
/// on a laptop; here their findings are read. What has no findings is refused.
public sealed interface Guard {

    /// Whoever calls may do everything: for what listens on loopback only.
    record Open() implements Guard {}

    /// Callers are authorised by IAM, whose policies say which routes they may call.
    record Iam() implements Guard {}

    /// Callers bring a token of an OIDC issuer.
    ///
    /// @param readScope OAuth scope that reads everything
    /// @param teamScope OAuth scope that reads what belongs to the caller's teams
    /// @param writeScope OAuth scope that uploads catalogs and bills
    /// @param teamClaim claim with the name of the caller's team, or a list of names
    record Token(String readScope, String teamScope, String writeScope, String teamClaim) implements Guard {}

    /// What a caller may do.
    ///
    /// @param teams whose numbers it reads, where it does not read everything
    record Caller(boolean readsAll, Set<String> teams, boolean writes) {
        private static final Caller ANYONE = new Caller(true, Set.of(), true);
    }

    /// Empty where nothing says who calls.
    default Optional<Caller> caller(APIGatewayV2HTTPEvent event) {
        Optional<Authorizer> findings =
                Optional.ofNullable(event.getRequestContext().getAuthorizer());
        return switch (this) {
            case Open() -> Optional.of(Caller.ANYONE);
            case Iam() -> findings.map(Authorizer::getIam).map(_ -> Caller.ANYONE);
            case Token token ->
                findings.map(Authorizer::getJwt).map(jwt -> {
                    Map<String, String> claims = Objects.requireNonNullElse(jwt.getClaims(), Map.of());
                    Collection<String> granted = Objects.requireNonNullElse(jwt.getScopes(), Set.of());
                    Set<String> scopes = new HashSet<>(granted);
                    // The names that issuers have for the claim.
                    Stream.of("scope", "scp").forEach(name -> scopes.addAll(words(claims.get(name))));
                    return new Caller(
                            scopes.contains(token.readScope),
                            scopes.contains(token.teamScope) ? names(claims, token.teamClaim, event) : Set.of(),
                            scopes.contains(token.writeScope));
                });
        };
    }

    /// A claim that is one name, or a list of names. API Gateway hands on a list as `[payments data science]`, which
    /// does not say where a name ends: so a list is read from the token itself, which API Gateway has verified.
    private static Set<String> names(Map<String, String> claims, String claim, APIGatewayV2HTTPEvent event) {
        String text = Objects.requireNonNullElse(claims.get(claim), "").strip();
        if (!text.startsWith("[")) {
            return text.isEmpty() ? Set.of() : Set.of(text);
        }
        return BearerToken.of(event).map(token -> token.names(claim)).orElseGet(Set::of);
    }

    /// Words with spaces between; API Gateway hands on a list as `[payments search]`.
    private static Set<String> words(@Nullable String claim) {
        String text = Objects.requireNonNullElse(claim, "").replaceAll("^\\[|]$", "");
        Set<String> words = new TreeSet<>(Arrays.asList(text.split("[\\s,]+", -1)));
        words.remove("");
        return words;
    }

    /// By whom callers are authorised, from a function's environment: `AUTHORIZER` is `iam` or `token`, and with
    /// `token` the variables `READ_SCOPE`, `TEAM_SCOPE`, `WRITE_SCOPE` and `TEAM_CLAIM` name scopes and claim.
    ///
    /// @throws IllegalStateException if one is not set or wrong; names it
    static Guard read(Map<String, String> variables) {
        String authorizer = required(variables, "AUTHORIZER");
        return switch (authorizer) {
            case "iam" -> new Iam();
            case "token" ->
                new Token(
                        required(variables, "READ_SCOPE"),
                        required(variables, "TEAM_SCOPE"),
                        required(variables, "WRITE_SCOPE"),
                        required(variables, "TEAM_CLAIM"));
            default ->
                throw new IllegalStateException(
                        "environment variable AUTHORIZER must be iam or token, not '" + authorizer + "'");
        };
    }

    private static String required(Map<String, String> variables, String name) {
        String value = variables.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalStateException("environment variable " + name + " is not set");
        }
        return value;
    }
}
