package costperchange.local;

/// Ends a command because of what it was given. The message names what is wrong and where.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }
}
