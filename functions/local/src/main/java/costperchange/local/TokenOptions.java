package costperchange.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.api.Guard;
import java.net.URI;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Who may read and upload: anyone on this machine, or who brings a token of an issuer.
final class TokenOptions {

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "require a token of this OIDC issuer for the API; without it, anyone on this machine may ask")
    private @Nullable URI issuer;

    @Option(names = "--audience", description = "whom tokens must be for; with --issuer")
    private @Nullable String audience;

    @Option(
            names = "--read-scope",
            defaultValue = "cost-per-change/read",
            description = "reads everything: ${DEFAULT-VALUE}")
    private String readScope;

    @Option(
            names = "--team-scope",
            defaultValue = "cost-per-change/read-team",
            description = "reads what belongs to the caller's team: ${DEFAULT-VALUE}")
    private String teamScope;

    @Option(names = "--write-scope", defaultValue = "cost-per-change/write", description = "uploads: ${DEFAULT-VALUE}")
    private String writeScope;

    @Option(
            names = "--team-claim",
            defaultValue = "team",
            description = "claim with the name of that team: ${DEFAULT-VALUE}")
    private String teamClaim;

    Guard guard() {
        if (issuer == null) {
            return new Guard.Open();
        }
        if (audience == null) {
            throw new Refusal("--issuer needs --audience");
        }
        return new Guard.Token(readScope, teamScope, writeScope, teamClaim);
    }

    /// Puts the check of tokens before the functions, as API Gateway does.
    Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> before(
            Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> functions) {
        return issuer == null
                ? Loopback.before(functions)
                : Tokens.of(issuer, Objects.requireNonNull(audience)).before(functions);
    }
}
