package costperchange.query;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Files that anyone may have: they say nothing of anyone's costs.
final class Files {

    private record File(String name, String type) {}

    private static final Map<String, File> FILES =
            Map.of("/openapi.yaml", new File("openapi.yaml", "application/yaml"));

    private Files() {}

    /// The file at a path; empty if there is none.
    static Optional<APIGatewayV2HTTPResponse> at(String path) {
        return Optional.ofNullable(FILES.get(path)).map(file -> Answer.response(200, file.type, text(file.name)));
    }

    private static String text(String name) {
        try (InputStream in = Objects.requireNonNull(Files.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
