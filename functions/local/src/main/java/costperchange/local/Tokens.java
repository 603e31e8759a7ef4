package costperchange.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import costperchange.store.Json;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Checks bearer tokens as API Gateway's JWT authorizer does: signature by the issuer's published keys, issuer,
/// audience (or `client_id`), expiry and start. What it finds goes into the request where API Gateway puts it.
final class Tokens {

    private static final System.Logger LOG = System.getLogger(Tokens.class.getName());
    private static final String BEARER = "bearer ";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final String audience;

    private Tokens(String issuer, String audience, URI keys) throws MalformedURLException {
        this.audience = audience;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                Set.copyOf(JWSAlgorithm.Family.SIGNATURE),
                JWKSourceBuilder.create(keys.toURL()).build()));
        // RFC 9068 has a type of its own for access tokens.
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp")));
    }

    /// Asks an issuer where its keys are (OpenID Connect Discovery 1.0).
    ///
    /// @throws Refusal if it cannot be asked, or does not say
    static Tokens of(URI issuer, String audience) {
        if (!isSafe(issuer)) {
            throw new Refusal("--issuer must be an https address: " + issuer);
        }
        URI document = URI.create(issuer.toString().replaceAll("/$", "") + "/.well-known/openid-configuration");
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(document).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            JsonNode said = Json.MAPPER.readTree(answer.body());
            URI keys = URI.create(said.path("jwks_uri").asString(""));
            if (answer.statusCode() != 200
                    || !isSafe(keys)
                    || !said.path("issuer").asString("").equals(issuer.toString())) {
                throw new Refusal(document + " does not say where the keys of " + issuer + " are");
            }
            return new Tokens(issuer.toString(), audience, keys);
        } catch (IOException | IllegalArgumentException | JacksonException unreadable) {
            throw new Refusal("the issuer " + issuer + " cannot be asked for its keys: " + unreadable.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal("stopped");
        }
    }

    /// Whether nobody between reads what is sent there.
    static boolean isSafe(URI address) {
        return "https".equals(address.getScheme())
                || "http".equals(address.getScheme())
                        && Set.of("localhost", "127.0.0.1").contains(address.getHost());
    }

    /// Puts the check before the functions. Whatever a token does not open, they refuse; what is wrong with it is
    /// told beside that (RFC 6750, 3).
    Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> before(
            Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> functions) {
        return event -> {
            Optional<String> wrong = check(event);
            APIGatewayV2HTTPResponse response = functions.apply(event);
            if (response.getStatusCode() == 401) {
                wrong.ifPresent(why -> response.getHeaders().put("www-authenticate", "Bearer " + why));
            }
            return response;
        };
    }

    /// Puts what a token says into the request; or says what is wrong with it.
    private Optional<String> check(APIGatewayV2HTTPEvent event) {
        String header = Objects.requireNonNullElse(event.getHeaders().get("authorization"), "");
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of("realm=\"cost-per-change\"");
        }
        try {
            JWTClaimsSet claims =
                    processor.process(header.substring(BEARER.length()).strip(), null);
            if (!isForUs(claims)) {
                return invalid("it is for another audience");
            }
            event.getRequestContext()
                    .setAuthorizer(Authorizer.builder()
                            .withJwt(Authorizer.JWT
                                    .builder()
                                    .withClaims(texts(claims))
                                    .build())
                            .build());
            return Optional.empty();
        } catch (ParseException | BadJOSEException | JOSEException bad) {
            LOG.log(System.Logger.Level.INFO, "a token was refused: " + bad.getMessage());
            return invalid(bad instanceof BadJWTException ? "its claims do not hold" : "it cannot be verified");
        }
    }

    private static Optional<String> invalid(String why) {
        return Optional.of("error=\"invalid_token\", error_description=\"" + why + "\"");
    }

    /// Access tokens of some issuers name the client instead of an audience; it counts only where there is none.
    private boolean isForUs(JWTClaimsSet claims) {
        return claims.getAudience().isEmpty()
                ? audience.equals(claims.getClaim("client_id"))
                : claims.getAudience().contains(audience);
    }

    private static Map<String, String> texts(JWTClaimsSet claims) {
        Map<String, String> texts = new HashMap<>();
        claims.getClaims()
                .forEach((name, value) -> texts.put(
                        name,
                        value instanceof List<?> list
                                ? list.stream().map(Object::toString).collect(Collectors.joining(" ", "[", "]"))
                                : String.valueOf(value)));
        return texts;
    }
}
