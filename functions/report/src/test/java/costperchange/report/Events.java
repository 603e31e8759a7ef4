package costperchange.report;

import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The sample inputs under `events/report`, read as Lambda reads them.
final class Events {

    private Events() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> read(String name) {
        try (InputStream json =
                Files.newInputStream(Path.of(System.getProperty("project.root"), "events", "report", name))) {
            return (Map<String, Object>) JacksonFactory.getInstance()
                    .getSerializer((Class<Map<?, ?>>) (Class<?>) Map.class)
                    .fromJson(json);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
