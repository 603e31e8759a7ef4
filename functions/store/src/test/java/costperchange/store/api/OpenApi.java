package costperchange.store.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import costperchange.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the served description says of answers; every answer of a test can be held against it.
public final class OpenApi {

    public static final OpenApi DESCRIPTION = new OpenApi();

    private final JsonNode root;
    private final Map<String, Schema> schemas = new HashMap<>();

    private OpenApi() {
        root = Json.MAPPER.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text()));
    }

    /// As it stands in the repository.
    public static String text() {
        try {
            return Files.readString(Path.of(
                    System.getProperty("project.root"),
                    "functions/query/src/main/resources/costperchange/query/openapi.yaml"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public JsonNode root() {
        return root;
    }

    /// All paths that are described, with `{month}` and `{source}` where one stands.
    public Set<String> paths() {
        return new TreeSet<>(root.path("paths").propertyNames());
    }

    /// Fails unless the description knows of an answer: its status for the path, its media type, and every member
    /// of its body.
    public APIGatewayV2HTTPResponse describes(APIGatewayV2HTTPEvent request, APIGatewayV2HTTPResponse answer) {
        String method = request.getRequestContext().getHttp().getMethod().toLowerCase(Locale.ROOT);
        String path = request.getRawPath()
                .replaceAll("/ledger/[^/]+", "/ledger/{month}")
                .replaceAll("/bills/[^/]+", "/bills/{source}");
        String what = method + " " + path + " " + answer.getStatusCode();
        JsonNode response = resolved(root.path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .path(String.valueOf(answer.getStatusCode())));
        assertThat(response.isMissingNode()).as(what + " is not described").isFalse();
        if (answer.getStatusCode() == 304) {
            assertThat(answer.getBody()).as(what).isNull();
            return answer;
        }
        String type = answer.getHeaders().get("content-type").replaceAll(";.*", "");
        JsonNode content = response.path("content").path(type);
        assertThat(content.isMissingNode())
                .as(what + " " + type + " is not described")
                .isFalse();
        if (type.endsWith("json")) {
            assertThat(schema(content.path("schema").path("$ref").asString())
                            .validate(Json.MAPPER.readTree(answer.getBody())))
                    .as(what)
                    .isEmpty();
        }
        return answer;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asString().substring(1)) : node;
    }

    private Schema schema(String reference) {
        return schemas.computeIfAbsent(reference, name -> {
            ObjectNode schema = Json.MAPPER.createObjectNode();
            schema.put("$ref", name);
            schema.set("components", root.path("components"));
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema.toString());
        });
    }
}
