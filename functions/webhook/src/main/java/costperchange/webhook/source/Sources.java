package costperchange.webhook.source;

import java.util.List;
import java.util.Optional;

/// The sources there are.
public final class Sources {

    public static final List<Source> ALL = List.of(
            new GitHub(),
            new GitLab(),
            new Bitbucket(),
            new AzureDevOps(),
            new CircleCi(),
            new Jenkins(),
            new ArgoCd(),
            new CdEvents(),
            new PagerDuty(),
            new Opsgenie(),
            new Alertmanager(),
            new Changes());

    private Sources() {}

    /// A source by its name; empty if there is none.
    public static Optional<Source> named(String name) {
        return ALL.stream().filter(source -> source.name().equals(name)).findFirst();
    }
}
