package costperchange.join;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The sample inputs, read as Lambda reads them.
final class Events {

    private Events() {}

    /// A batch of the table's stream.
    static DynamodbEvent stream(String name) {
        return parsed(text(name));
    }

    /// The sample of a deployment, of another application, time or place in the stream.
    static DynamodbEvent deployment(String application, String at, String sequenceNumber) {
        return parsed(text("deployment")
                .replace("checkout", application)
                .replace("2026-01-15T10:00:00", at)
                .replace("000000000000000000400", sequenceNumber));
    }

    /// One batch of several.
    static DynamodbEvent together(DynamodbEvent... events) {
        List<DynamodbEvent.DynamodbStreamRecord> records = new ArrayList<>();
        for (DynamodbEvent event : events) {
            records.addAll(event.getRecords());
        }
        DynamodbEvent all = new DynamodbEvent();
        all.setRecords(records);
        return all;
    }

    @SuppressWarnings("unchecked")
    static Map<String, String> map(String name) {
        return JacksonFactory.getInstance().getSerializer(Map.class).fromJson(text(name));
    }

    private static DynamodbEvent parsed(String json) {
        return LambdaEventSerializers.serializerFor(DynamodbEvent.class, Events.class.getClassLoader())
                .fromJson(json);
    }

    private static String text(String name) {
        Path file = Path.of(System.getProperty("project.root"), "events", "join", name + ".json");
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
