package costperchange.webhook.source;

/// Names of branches as Git has them.
final class Branches {

    private static final String HEADS = "refs/heads/";

    private Branches() {}

    static boolean isBranch(String ref) {
        return ref.startsWith(HEADS);
    }

    /// `main` for that itself and for `refs/heads/main`.
    static String shortName(String ref) {
        return isBranch(ref) ? ref.substring(HEADS.length()) : ref;
    }
}
