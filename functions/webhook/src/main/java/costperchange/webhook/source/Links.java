package costperchange.webhook.source;

import org.jspecify.annotations.Nullable;

/// Links in what vendors send. Whoever sets a tool up may write anything there, so what is no link is
/// passed over.
final class Links {

    private Links() {}

    /// The first of some fields that is an http or https address; null if none is.
    static @Nullable String first(JsonFields object, String... fields) {
        for (String field : fields) {
            try {
                String text = object.raw(field);
                if (text != null && Fields.isLink(text)) {
                    return text;
                }
            } catch (MalformedException e) {
                // Not even a text.
                continue;
            }
        }
        return null;
    }
}
