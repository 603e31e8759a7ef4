package costperchange.calculator.charge;

import java.util.Locale;

/// What a rule can look at in a charge. A reader gives every charge a value for each dimension asked of it.
public sealed interface Dimension {

    /// A FOCUS column. The provider is FOCUS 1.0's `ProviderName` or its successor.
    enum Column implements Dimension {
        BILLING_ACCOUNT,
        SUB_ACCOUNT,
        PROVIDER,
        SERVICE_NAME,
        SERVICE_CATEGORY,
        REGION,
        CHARGE_CATEGORY,
        CHARGE_CLASS,
        COMMITMENT_STATUS
    }

    /// How people name it.
    default String label() {
        return switch (this) {
            case Column column -> column.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case Tag(String key) -> "tag " + key;
            case ResourceIdLike(String pattern) -> "resource id like " + pattern;
        };
    }

    /// The value of a tag.
    ///
    /// @param key as it stands in FOCUS `Tags`, without surrounding space
    record Tag(String key) implements Dimension {}

    /// Whether FOCUS `ResourceId` matches a pattern: the value is `true` or `false`. Asking for the match, not
    /// for the id, keeps the number of distinct charges small.
    ///
    /// @param pattern in which `*` stands for any characters
    record ResourceIdLike(String pattern) implements Dimension {}
}
