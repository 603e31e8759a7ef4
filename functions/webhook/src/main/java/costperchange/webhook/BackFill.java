package costperchange.webhook;

import costperchange.calculator.allocation.Assignments;
import costperchange.store.Catalogs;
import costperchange.store.Table;
import costperchange.store.Walks;
import costperchange.store.host.Access;
import costperchange.store.host.Patience;
import costperchange.store.host.Repository;
import costperchange.webhook.Recorder.Recorded;
import costperchange.webhook.api.Known;
import costperchange.webhook.api.Walk;
import java.net.http.HttpClient;
import java.time.Instant;

/// Records what no webhook told, by asking the hosts of repositories.
///
/// @param table where it is recorded
/// @param client to ask with; it does not follow redirects
public record BackFill(Table table, HttpClient client) {

    /// Asks about one repository, back to a time. What is known already stays as it is.
    ///
    /// @throws software.amazon.awssdk.core.exception.SdkException if the store does not answer; to begin
    ///     again changes nothing and goes on where it was
    public Walk.Report walk(Repository repository, Access access, Instant since, Patience patience) {
        Assignments assignments = new Catalogs(table).assignments();
        Recorder recorder = new Recorder(table);
        Walk.Recording recording = facts -> {
            Recorded recorded = recorder.record(
                    facts, new Resolution(assignments, patience.clock().instant()));
            return new Walk.Counts(recorded.fresh(), recorded.known());
        };
        Known known = Known.in(table, assignments);
        return new Walk(repository, access, client, patience, known, new Walks(table), recording).back(since);
    }
}
