package costperchange.webhook.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times as vendors write them beside RFC 3339: `2026-11-02 10:05:00 UTC`, or `2026-11-02 11:05:00.123 +0100`.
final class VendorsTime {

    private static final Pattern FORM =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)"
                    + " ?(?:([Zz]|UTC)|([+-]\\d\\d):?([0-5]\\d))");

    private VendorsTime() {}

    /// The same time in the form of RFC 3339; the text itself where it has no form that is known.
    static String standard(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return text.strip();
        }
        String offset = form.group(3) == null ? form.group(4) + ":" + form.group(5) : "Z";
        return form.group(1) + "T" + form.group(2) + offset;
    }
}
