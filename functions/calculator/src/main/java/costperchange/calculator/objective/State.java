package costperchange.calculator.objective;

/// Whether an objective is met.
public enum State {
    MET("met"),
    MISSED("missed"),
    CANNOT_TELL("cannot tell");

    private final String label;

    State(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
