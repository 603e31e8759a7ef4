package costperchange.webhook.source;

import costperchange.calculator.delivery.Repositories;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The fields of one document or of one row of a file, checked as they are read. What is wrong is thrown with
/// the field's place; a field that is absent or null was not told.
abstract sealed class Fields permits JsonFields, CsvFields {

    /// Longest names and revisions, in characters.
    static final int NAME = 200;

    /// Longest names of environments and pipelines that vendors give, in characters.
    static final int LONG_NAME = 255;

    /// Longest hash of a commit, in characters: SHA-256 in hexadecimal.
    static final int COMMIT = 64;

    /// Longest link, in characters.
    static final int LINK = 2_000;

    /// How far ahead of ours a teller's clock may be.
    static final Duration AHEAD = Duration.ofHours(24);

    // RFC 3339, section 5.6, without leap seconds. Before 1970 nothing was deployed: that is a tool's empty time.
    private static final Pattern TIME =
            Pattern.compile("(19[7-9]\\d|[2-9]\\d{3})-\\d\\d-\\d\\d[Tt]\\d\\d:[0-5]\\d:[0-5]\\d"
                    + "(\\.\\d{1,9})?([Zz]|[+-](0\\d|1[0-7]):[0-5]\\d)");

    private static final Pattern WEB = Pattern.compile("https?://[^\\s/?#]+\\S*");
    private static final Pattern USER = Pattern.compile("^(https?://)[^\\s/?#]*@");

    private final Instant now;

    Fields(Instant now) {
        this.now = now;
    }

    /// The field's name as its teller knows it.
    abstract String place(String field);

    /// The field's text as it stands; null if it was not told.
    abstract @Nullable String raw(String field) throws MalformedException;

    /// The field's number; null if it was not told.
    abstract @Nullable BigDecimal number(String field) throws MalformedException;

    final MalformedException malformed(String field, String problem) {
        return new MalformedException(place(field), problem);
    }

    /// A text that must be told, without surrounding space.
    final String text(String field, int longest) throws MalformedException {
        return told(field, optionalText(field, longest));
    }

    final @Nullable String optionalText(String field, int longest) throws MalformedException {
        String text = raw(field);
        if (text == null) {
            return null;
        }
        if (text.isBlank()) {
            throw malformed(field, "is blank");
        }
        if (text.codePointCount(0, text.length()) > longest) {
            throw malformed(field, "is longer than " + longest + " characters");
        }
        if (!isPrintable(text)) {
            throw malformed(field, "has a control character");
        }
        return text.strip();
    }

    /// A text of a vendor's, who writes an empty one for none; null if there is none.
    final @Nullable String filledText(String field, int longest) throws MalformedException {
        String text = raw(field);
        return text == null || text.isBlank() ? null : optionalText(field, longest);
    }

    static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(Fields::unprintable);
    }

    private static boolean unprintable(int c) {
        // A surrogate by itself is half a character, which no UTF-8 can hold.
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }

    final Instant time(String field) throws MalformedException {
        return told(field, optionalTime(field));
    }

    final @Nullable Instant optionalTime(String field) throws MalformedException {
        String text = raw(field);
        return text == null ? null : passed(field, parsed(field, text));
    }

    /// A time that must be told, in any form that vendors use.
    final Instant vendorsTime(String field) throws MalformedException {
        return told(field, optionalVendorsTime(field));
    }

    /// A time in RFC 3339's form, or with a space before it and before the offset, or with `UTC`, or an offset
    /// without a colon; null if there is none, or an empty text.
    final @Nullable Instant optionalVendorsTime(String field) throws MalformedException {
        String text = raw(field);
        return text == null || text.isBlank() ? null : passed(field, parsed(field, VendorsTime.standard(text)));
    }

    private Instant passed(String field, Instant time) throws MalformedException {
        if (time.isAfter(now.plus(AHEAD))) {
            throw malformed(field, "is more than " + AHEAD.toHours() + " hours in the future");
        }
        return time;
    }

    private Instant parsed(String field, String text) throws MalformedException {
        if (!TIME.matcher(text).matches()) {
            throw malformed(field, "is not a time as in RFC 3339, such as 2026-11-02T10:05:00Z");
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw malformed(field, "is not a time that exists");
        }
    }

    /// A whole number from 0 to a limit.
    final @Nullable Long optionalCount(String field, long most) throws MalformedException {
        BigDecimal number = number(field);
        if (number == null) {
            return null;
        }
        // The range first: writing out 1e999999999 would take all memory.
        if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw malformed(field, "is not between 0 and " + most);
        }
        if (number.stripTrailingZeros().scale() > 0) {
            throw malformed(field, "is not a whole number");
        }
        return number.longValueExact();
    }

    final @Nullable String optionalLink(String field) throws MalformedException {
        String text = optionalText(field, LINK);
        if (text != null && !isLink(text)) {
            throw malformed(field, "is not an http or https address");
        }
        return text == null ? null : withoutUser(text);
    }

    /// Host and path of a repository, from that itself or from an address of it.
    final @Nullable String optionalRepository(String field) throws MalformedException {
        String text = optionalText(field, LINK);
        if (text == null) {
            return null;
        }
        return Repositories.normal(text)
                .orElseThrow(() -> malformed(field, "is not a repository such as github.com/acme/checkout"));
    }

    /// True or false; null if it was not told.
    abstract @Nullable Boolean optionalFlag(String field) throws MalformedException;

    static boolean isLink(String text) {
        return text.length() <= LINK && WEB.matcher(withoutUser(text)).matches() && isPrintable(text);
    }

    /// A link without the user, and maybe password, that tools write before the host: neither is to be kept.
    static String withoutUser(String link) {
        return USER.matcher(link).replaceFirst("$1");
    }

    private <T> T told(String field, @Nullable T value) throws MalformedException {
        if (value == null) {
            throw malformed(field, "is missing");
        }
        return value;
    }
}
