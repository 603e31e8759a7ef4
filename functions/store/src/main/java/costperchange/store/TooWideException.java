package costperchange.store;

/// A question that would read more than any may. How much it is shows only while it is read; whoever asked is
/// told, and can ask for less.
public final class TooWideException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String why;

    TooWideException(int months, int most) {
        this("the question asks for the days of " + months + " months of applications, and " + most
                + " are answered: ask for fewer months, or a narrower scope");
    }

    static TooWideException ofChanges(long changes, int most) {
        return new TooWideException("the question reads " + changes + " changes, all since the first month that it asks"
                + " for, and " + most + " are answered: ask from a later month on");
    }

    private TooWideException(String why) {
        super(why);
        this.why = why;
    }

    /// What to tell who asked.
    public String why() {
        return why;
    }
}
