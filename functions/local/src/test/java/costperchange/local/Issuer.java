package costperchange.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;

/// An OIDC issuer on loopback: a key pair of its own, its discovery document and its keys over HTTP.
final class Issuer implements AutoCloseable {

    static final String AUDIENCE = "cost-per-change";

    private final HttpServer server;
    private final RSAKey key = key();

    Issuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(
                        exchange, "{\"issuer\": \"%s\", \"jwks_uri\": \"%s/keys\"}".formatted(address(), address())));
        server.createContext("/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /// A token that holds for five minutes, unless its claims are changed.
    String token(UnaryOperator<JWTClaimsSet.Builder> claims) {
        return token(JOSEObjectType.JWT, claims);
    }

    String token(JOSEObjectType type, UnaryOperator<JWTClaimsSet.Builder> claims) {
        return token(key, type, claims);
    }

    /// The same, signed with a key that the issuer has not published.
    String forged(UnaryOperator<JWTClaimsSet.Builder> claims) {
        return token(key(), JOSEObjectType.JWT, claims);
    }

    private String token(RSAKey signing, JOSEObjectType type, UnaryOperator<JWTClaimsSet.Builder> claims) {
        try {
            JWTClaimsSet.Builder usual = new JWTClaimsSet.Builder()
                    .issuer(address().toString())
                    .audience(AUDIENCE)
                    .subject("sample")
                    .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))));
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .type(type)
                            .keyID("sample")
                            .build(),
                    claims.apply(usual).build());
            token.sign(new RSASSASigner(signing));
            return token.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("sample").generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
