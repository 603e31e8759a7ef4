package costperchange.calculator.report;

import costperchange.calculator.allocation.Catalog;
import java.util.List;
import java.util.Optional;

/// Whose numbers: always a sum over applications.
public sealed interface Scope {

    /// Everything there is, with what is unallocated shown beside it.
    record Organisation() implements Scope {}

    /// All applications of a tribe's teams.
    record Tribe(String name) implements Scope {}

    /// All applications of a team.
    record Team(String name) implements Scope {}

    record Application(String name) implements Scope {}

    /// As it is written in a parameter: `organisation`, `tribe:NAME`, `team:NAME` or `application:NAME`.
    default String label() {
        return switch (this) {
            case Organisation() -> "organisation";
            case Tribe(String name) -> "tribe:" + name;
            case Team(String name) -> "team:" + name;
            case Application(String name) -> "application:" + name;
        };
    }

    /// Reads a label; empty if it is none.
    static Optional<Scope> of(String label) {
        if (label.equals("organisation")) {
            return Optional.of(new Organisation());
        }
        int colon = label.indexOf(':');
        String name = label.substring(colon + 1).strip();
        if (colon < 0 || name.isEmpty()) {
            return Optional.empty();
        }
        return switch (label.substring(0, colon)) {
            case "tribe" -> Optional.of(new Tribe(name));
            case "team" -> Optional.of(new Team(name));
            case "application" -> Optional.of(new Application(name));
            default -> Optional.empty();
        };
    }

    /// Whether a catalog has anything of this scope: one that it does not name has no applications, and no
    /// numbers.
    default boolean isIn(Catalog catalog) {
        return applications(catalog).map(names -> !names.isEmpty()).orElse(true);
    }

    /// The applications that the catalog says belong to this scope; empty for the organisation, to which all belong.
    default Optional<List<String>> applications(Catalog catalog) {
        return switch (this) {
            case Organisation() -> Optional.empty();
            case Application(String name) -> Optional.of(List.of(name));
            case Team(String name) ->
                Optional.of(catalog.applications().stream()
                        .filter(application -> name.equals(application.team()))
                        .map(Catalog.Application::name)
                        .toList());
            case Tribe(String name) ->
                Optional.of(catalog.applications().stream()
                        .filter(application -> catalog.tribeOf(application).equals(Optional.of(name)))
                        .map(Catalog.Application::name)
                        .toList());
        };
    }
}
