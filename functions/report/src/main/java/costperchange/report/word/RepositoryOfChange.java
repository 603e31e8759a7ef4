package costperchange.report.word;

import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.ChangeRule;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Revision.Telling;
import costperchange.calculator.word.Word;
import costperchange.store.Deployments;
import costperchange.store.Revisions;
import costperchange.store.Table;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// In which repository a change was made: as its deployment told, else as was told of its revision, else the
/// only one that the catalog names for the application.
final class RepositoryOfChange {

    private RepositoryOfChange() {}

    /// @return host and path
    static Optional<String> of(Application application, Word word, Table table) {
        DeploymentId id = new DeploymentId(word.application(), word.source(), word.deployment());
        return first(new Deployments(table)
                        .find(id).stream()
                                .flatMap(deployment -> deployment.observations().stream())
                                .map(observation -> observation.told().origin()))
                .or(() -> ofRevision(word, table))
                .or(() -> onlyOne(application));
    }

    private static Optional<String> ofRevision(Word word, Table table) {
        return Optional.ofNullable(word.revision())
                .flatMap(name -> first(new Revisions(table)
                        .named(word.application(), List.of(name)).values().stream()
                                .flatMap(revision -> revision.tellings().stream())
                                .map(Telling::origin)));
    }

    private static Optional<String> first(Stream<Origin> origins) {
        return origins.map(Origin::repository).filter(Objects::nonNull).findFirst();
    }

    private static Optional<String> onlyOne(Application application) {
        List<String> named = application.changes().stream()
                .map(ChangeRule::repository)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }
}
