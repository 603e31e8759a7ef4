package costperchange.store;

import costperchange.store.Keys.Key;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.type.TypeReference;

/// The attributes of an item, being put together or read.
record Item(Map<String, AttributeValue> attributes) {

    private static final String CONTENT = "content";

    static Item of(Key key) {
        return new Item(new HashMap<>(key.attributes()));
    }

    Item with(String name, @Nullable String text) {
        if (text != null) {
            attributes.put(name, AttributeValue.fromS(text));
        }
        return this;
    }

    Item with(String name, long number) {
        attributes.put(name, AttributeValue.fromN(Long.toString(number)));
        return this;
    }

    Item with(String name, boolean flag) {
        attributes.put(name, AttributeValue.fromBool(flag));
        return this;
    }

    Item with(String name, @Nullable Instant time) {
        return with(name, time == null ? null : time.toString());
    }

    /// A record, as compressed JSON.
    Item withContent(Object value) {
        attributes.put(CONTENT, AttributeValue.fromB(SdkBytes.fromByteArray(deflated(Json.bytes(value)))));
        return this;
    }

    <T> T content(TypeReference<T> type) {
        return Json.read(inflated(attribute(CONTENT).b().asByteArray()), type);
    }

    String text(String name) {
        return attribute(name).s();
    }

    @Nullable
    String optionalText(String name) {
        AttributeValue value = attributes.get(name);
        return value == null ? null : value.s();
    }

    @Nullable
    Instant optionalTime(String name) {
        String text = optionalText(name);
        return text == null ? null : Instant.parse(text);
    }

    long number(String name) {
        return Long.parseLong(attribute(name).n());
    }

    boolean flag(String name) {
        return attribute(name).bool();
    }

    int contentBytes() {
        AttributeValue content = attributes.get(CONTENT);
        return content == null ? 0 : content.b().asByteArrayUnsafe().length;
    }

    Key key() {
        return new Key(text(Keys.PK), text(Keys.SK));
    }

    private AttributeValue attribute(String name) {
        AttributeValue value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("item " + attributes.get(Keys.PK) + " " + attributes.get(Keys.SK)
                    + " has no attribute '" + name + "'");
        }
        return value;
    }

    private static byte[] deflated(byte[] bytes) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private static byte[] inflated(byte[] bytes) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(bytes);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 && inflater.needsInput()) {
                    throw new IllegalStateException("compressed content ends early");
                }
                out.write(buffer, 0, length);
            }
            return out.toByteArray();
        } catch (DataFormatException broken) {
            throw new IllegalStateException("compressed content is broken", broken);
        }
    }
}
