package costperchange.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.money.Currency;
import costperchange.calculator.objective.State;
import java.math.BigDecimal;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// How records are written as JSON, in the table as in answers: amounts as plain decimal strings, so that no
/// reader makes binary fractions of them; times as RFC 3339; a currency as its code; null where something was
/// not measured.
public final class Json {

    /// 64 MiB of text: more than any content, so that a broken one cannot exhaust the memory.
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxDocumentLength(64L << 20)
            .maxNestingDepth(64)
            .build();

    public static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .configure(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN, true)
            .withConfigOverride(
                    BigDecimal.class, type -> type.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
            .changeDefaultVisibility(v -> v.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            .addMixIn(Currency.class, OfCurrency.class)
            .addMixIn(State.class, OfState.class)
            .addMixIn(Catalog.Split.class, OfSplit.class)
            .addMixIn(Origin.class, OfOrigin.class)
            .addModule(new SimpleModule()
                    .addKeySerializer(Dimension.class, new DimensionName())
                    .addKeyDeserializer(Dimension.class, new NamedDimension()))
            .build();

    /// The same, but what is null is left out: for what is written often and read by us only.
    private static final JsonMapper COMPACT = MAPPER.rebuild()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static String compact(Object value) {
        return COMPACT.writeValueAsString(value);
    }

    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static <T> T read(byte[] json, TypeReference<T> type) {
        return MAPPER.readValue(json, type);
    }

    static <T> T read(String json, TypeReference<T> type) {
        return MAPPER.readValue(json, type);
    }

    private interface OfCurrency {
        @JsonValue
        String code();
    }

    private interface OfState {
        @JsonValue
        String label();
    }

    /// Most tellings have neither paths nor fields.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private interface OfOrigin {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "split")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Catalog.Split.Direct.class, name = "direct"),
        @JsonSubTypes.Type(value = Catalog.Split.Even.class, name = "even"),
        @JsonSubTypes.Type(value = Catalog.Split.Weights.class, name = "weights")
    })
    private interface OfSplit {}

    private static final class DimensionName extends ValueSerializer<Dimension> {
        @Override
        public void serialize(Dimension dimension, JsonGenerator json, SerializationContext context) {
            json.writeName(
                    switch (dimension) {
                        case Dimension.Column column -> column.name();
                        case Dimension.Tag(String key) -> "tag:" + key;
                        case Dimension.ResourceIdLike(String pattern) -> "resource:" + pattern;
                    });
        }
    }

    private static final class NamedDimension extends KeyDeserializer {
        @Override
        public Object deserializeKey(String name, DeserializationContext context) {
            if (name.startsWith("tag:")) {
                return new Dimension.Tag(name.substring("tag:".length()));
            }
            return name.startsWith("resource:")
                    ? new Dimension.ResourceIdLike(name.substring("resource:".length()))
                    : Dimension.Column.valueOf(name);
        }
    }
}
