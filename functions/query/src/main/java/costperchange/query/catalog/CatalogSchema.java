package costperchange.query.catalog;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The published schema of catalogs, for editors and for [CatalogReader].
public final class CatalogSchema {

    private static final String TEXT = load();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT);

    private CatalogSchema() {}

    /// The schema: JSON Schema 2020-12.
    public static String text() {
        return TEXT;
    }

    static List<Problem> problems(Document document) {
        return SCHEMA.validate(document.root()).stream()
                .map(error -> problem(document, error))
                .toList();
    }

    private static Problem problem(Document document, Error error) {
        String path = error.getInstanceLocation().toString();
        String property = error.getProperty();
        return switch (error.getKeyword()) {
            case "additionalProperties" ->
                document.keyProblem(
                        Document.member(path, Objects.requireNonNullElse(property, "")), "is not known here");
            case "required" -> document.problem(path, "has no " + property);
            case "pattern" -> document.problem(path, unlike(error));
            default -> document.problem(path, error.getMessage());
        };
    }

    /// What a value is not. The patterns themselves help no one.
    private static String unlike(Error error) {
        return error.getSchemaNode().asString().startsWith("^[0-9]{4}")
                ? "is not a day such as 2026-03-01"
                : "is blank or has a control character";
    }

    private static String load() {
        try (InputStream json = CatalogSchema.class.getResourceAsStream("catalog.schema.json")) {
            return new String(
                    Objects.requireNonNull(json, "catalog.schema.json").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
