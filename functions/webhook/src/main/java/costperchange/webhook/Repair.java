package costperchange.webhook;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.ChangeRule;
import costperchange.store.Catalogs;
import costperchange.store.Catalogs.Uploaded;
import costperchange.store.host.Access;
import costperchange.store.host.Host;
import costperchange.store.host.Patience;
import costperchange.store.host.Repository;
import costperchange.store.host.Stop;
import costperchange.webhook.api.Walk;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// Asks about every repository of the catalog what its webhooks may have failed to tell: GitHub, for one,
/// sends nothing again by itself.
///
/// @param backFill asks and records
/// @param secrets that hold the hosts' tokens ([Host#secret])
/// @param hosts that can be asked, by their names
public record Repair(BackFill backFill, Secrets secrets, Map<String, Host> hosts, Clock clock) {

    /// @param reports of the repositories that were asked about
    /// @param skipped why others were not
    public record Outcome(List<Walk.Report> reports, List<String> skipped) {

        /// What a person has to mend, each with its address.
        public List<String> failures() {
            return reports.stream()
                    .flatMap(report -> report.stops().stream())
                    .filter(stop -> stop.again() == null)
                    .map(Stop::why)
                    .toList();
        }
    }

    /// @param days how far to look back
    /// @param deadline when it has to have ended; what is left goes on the next time
    public Outcome run(int days, Instant deadline) {
        Instant since = clock.instant().minus(Duration.ofDays(days));
        List<Walk.Report> reports = new ArrayList<>();
        Collection<String> skipped = new TreeSet<>();
        for (String name : repositories()) {
            Host host = hosts.get(name.substring(0, Math.max(0, name.indexOf('/'))));
            Optional<Repository> repository =
                    Optional.ofNullable(host).flatMap(known -> Repository.of(known.vendor(), name));
            if (host == null || repository.isEmpty()) {
                skipped.add(name + ": no host of GitHub or GitLab that is known here");
                continue;
            }
            List<String> tokens = secrets.of(host.secret());
            if (tokens.isEmpty()) {
                skipped.add(host.name() + ": the secret holds no token called '" + host.secret() + "'");
            } else if (clock.instant().isBefore(deadline)) {
                Access access = new Access(host.vendor(), host.base(), tokens.getFirst());
                reports.add(backFill.walk(repository.get(), access, since, Patience.until(deadline, clock)));
            } else {
                skipped.add(name + ": the time was up");
            }
        }
        return new Outcome(reports, List.copyOf(skipped));
    }

    /// Another one first each day, so that none is always the one for which no time is left.
    private List<String> repositories() {
        Collection<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Catalog catalog =
                new Catalogs(backFill.table()).latest().map(Uploaded::catalog).orElse(Catalog.NONE);
        catalog.applications().stream()
                .flatMap(application -> application.changes().stream())
                .map(ChangeRule::repository)
                .filter(Objects::nonNull)
                .forEach(names::add);
        List<String> turned = new ArrayList<>(names);
        Collections.rotate(turned, (int) -(clock.instant().getEpochSecond() / 86_400 % Math.max(1, turned.size())));
        return turned;
    }
}
