package costperchange.ingest;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The sample inputs, read as Lambda reads them.
final class Events {

    private Events() {}

    /// A batch of the table's stream.
    static DynamodbEvent stream(String name) {
        return read(name, LambdaEventSerializers.serializerFor(DynamodbEvent.class, Events.class.getClassLoader()));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(String name) {
        return read(name, JacksonFactory.getInstance().getSerializer(Map.class));
    }

    /// What Lambda makes of an answer.
    static String json(Map<String, Object> answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JacksonFactory.getInstance().getSerializer(Map.class).toJson(answer, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static <T> T read(String name, PojoSerializer<T> serializer) {
        Path file = Path.of(System.getProperty("project.root"), "events", "ingest", name + ".json");
        try (InputStream in = Files.newInputStream(file)) {
            return serializer.fromJson(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
