package costperchange.report.word;

import costperchange.calculator.word.Word;
import costperchange.store.Json;
import java.time.Instant;
import java.time.ZoneOffset;

/// What is said of a change, as JSON for machines, in the shape that Standard Webhooks recommends. Its schema
/// is `word.schema.json` beside this class.
///
/// @param type always the same
/// @param timestamp the end of the last day that the numbers are of
/// @param data what is said
record Document(String type, Instant timestamp, Word data) {

    static final String TYPE = "change.cost-known";

    static Document of(Word word) {
        return new Document(TYPE, word.after().to().atStartOfDay(ZoneOffset.UTC).toInstant(), word);
    }

    String json() {
        return Json.text(this);
    }
}
