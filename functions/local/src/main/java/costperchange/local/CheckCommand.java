package costperchange.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The gate for a pipeline: one line, and an exit code. Whatever goes wrong is a 2, never a 1: that a limit was
/// passed is said only where it is known.
@Command(
        name = "check",
        description = "Whether cost rose by more than it may, for a pipeline.",
        mixinStandardHelpOptions = true,
        // Picocli's own is 1.
        exitCodeOnExecutionException = 2,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            " 0:within the limit",
            " 1:over",
            " 2:cannot tell: too few changes, the interval spans the limit, or nothing was answered"
        })
final class CheckCommand implements Callable<Integer> {

    private static final String PATH = "/v1/check";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// RFC 6750, 2.1.
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    @Mixin
    private Folder folder;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Whose whose;

    /// One of both.
    static final class Whose {
        @Option(names = "--application", description = "whose cost")
        private @Nullable String application;

        @Option(names = "--scope", description = "instead of an application: team:NAME, tribe:NAME or organisation")
        private @Nullable String scope;

        String scope() {
            return scope == null ? "application:" + application : scope;
        }
    }

    @Option(names = "--max-increase", required = true, paramLabel = "PART", description = "10%% or 0.1")
    private String maxIncrease;

    @Option(
            names = "--on",
            description = "cost-per-day (the default: to hold deployments back makes the ratio worse, not better) or"
                    + " cost-per-change")
    private @Nullable String on;

    @Option(
            names = "--window",
            paramLabel = "DAYS",
            description = "days that are compared with as many before, such as 14d; 7d if not given, 28d per change")
    private @Nullable String window;

    @Option(names = "--currency", description = "only this one")
    private @Nullable String currency;

    @Option(names = "--url", description = "address of an installation to ask, instead of a folder of data")
    private @Nullable URI url;

    @Option(
            names = "--token",
            defaultValue = "${env:COST_PER_CHANGE_TOKEN}",
            description = "bearer token for it (or COST_PER_CHANGE_TOKEN)")
    private @Nullable String token;

    @Override
    public Integer call() {
        try {
            JsonNode answer = url == null ? here() : there(url);
            spec.commandLine().getOut().println(answer.path("line").asString());
            return switch (answer.path("verdict").asString()) {
                case "within" -> 0;
                case "over" -> 1;
                default -> 2;
            };
        } catch (Refusal refusal) {
            return untold(refusal.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return untold("it was stopped");
        } catch (RuntimeException | Error failed) {
            // An error that passes by ends the process with 1, which is said of what is over.
            return untold("it failed by " + failed);
        }
    }

    private int untold(@Nullable String why) {
        spec.commandLine().getErr().println("cannot tell: " + why);
        return 2;
    }

    private Map<String, String> query() {
        Map<String, String> query = new TreeMap<>();
        query.put("scope", whose.scope());
        query.put("max-increase", maxIncrease);
        QueryCommands.Query.put(query, "on", on);
        QueryCommands.Query.put(query, "window", window);
        QueryCommands.Query.put(query, "currency", currency);
        return query;
    }

    private JsonNode here() {
        try (Installation installation = folder.openKept()) {
            APIGatewayV2HTTPResponse response =
                    installation.query(HttpEvents.get(PATH, query(), Format.JSON.mediaType()));
            return answer(response.getStatusCode(), response.getBody());
        }
    }

    private JsonNode there(URI address) throws InterruptedException {
        String query = query().entrySet().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        Optional<String> bearer = bearer(address);
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(address.toString().replaceAll("/$", "") + PATH + "?" + query))
                    .timeout(PATIENCE)
                    .header("accept", Format.JSON.mediaType());
            bearer.ifPresent(one -> request.header("authorization", "Bearer " + one));
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer(response.statusCode(), response.body());
        } catch (IOException | IllegalArgumentException unreachable) {
            throw new Refusal(address + " did not answer: " + unreachable.getMessage());
        }
    }

    /// The token, which is told to no one who could read it on the way, and in no message.
    private Optional<String> bearer(URI address) {
        String text = token == null ? "" : token.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!TOKEN.matcher(text).matches()) {
            throw new Refusal("the token is none: it has spaces, or characters that no token has");
        }
        if (!Tokens.isSafe(address)) {
            throw new Refusal("a token is sent to https addresses only, not to " + address);
        }
        return Optional.of(text);
    }

    private static JsonNode answer(int status, String body) {
        if (status != 200) {
            throw new Refusal(HttpEvents.detail(status, body));
        }
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException other) {
            throw new Refusal("what was answered is no JSON");
        }
    }
}
