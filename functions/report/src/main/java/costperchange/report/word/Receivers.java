package costperchange.report.word;

import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.WordBack;
import costperchange.calculator.word.Word;
import costperchange.store.Table;
import costperchange.store.host.Access;
import costperchange.store.host.Api;
import costperchange.store.host.Exchange;
import costperchange.store.host.Host;
import costperchange.store.host.Patience;
import costperchange.store.host.Repository;
import costperchange.store.host.Vendor;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/// Finds who is to be told.
///
/// @param hosts of repositories, by their names
/// @param secrets tokens of hosts ([Host#secret]), and `webhook-url` with `webhook-secret`
/// @param client for hosts and the webhook; follows no redirects
/// @param bus client to EventBridge, asked for only where it is needed
/// @param busName of the bus
public record Receivers(
        Map<String, Host> hosts,
        WordSecrets secrets,
        HttpClient client,
        Supplier<EventBridgeClient> bus,
        String busName) {

    /// Anything else would be quoted by the exception that refuses it as a header.
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    Receiver find(WordBack to, Application application, Word word, Table table, Patience patience) {
        return switch (to) {
            case GITHUB -> commit(Vendor.GITHUB, application, word, table, patience);
            case GITLAB -> commit(Vendor.GITLAB, application, word, table, patience);
            case WEBHOOK -> webhook(patience);
            case EVENTBRIDGE -> new EventBus(bus.get(), busName);
        };
    }

    private Receiver commit(Vendor vendor, Application application, Word word, Table table, Patience patience) {
        String revision = word.revision();
        Optional<String> name = RepositoryOfChange.of(application, word, table);
        if (revision == null || name.isEmpty()) {
            return Nobody.missing(vendor.source(), "has no commit to comment on: no repository or revision was told");
        }
        Host host = hosts.get(name.get().substring(0, name.get().indexOf('/')));
        if (host == null || host.vendor() != vendor) {
            return otherwise(vendor, application, host);
        }
        Optional<Repository> repository = Repository.of(vendor, name.get());
        if (repository.isEmpty()) {
            return otherwise(vendor, application, null);
        }
        List<String> tokens = secrets.of(host.secret());
        if (tokens.isEmpty() || !TOKEN.matcher(tokens.getFirst()).matches()) {
            return Nobody.missing(host.name(), "has no token: the secret has none called '" + host.secret() + "'");
        }
        Access access = new Access(vendor, host.base(), tokens.getFirst());
        return new CommitComments(new Api(client, access, patience), repository.get(), revision);
    }

    /// One of two vendors has no comment where the other has it.
    private static Nobody otherwise(Vendor vendor, Application application, @Nullable Host host) {
        boolean both = application.wordBack().containsAll(List.of(WordBack.GITHUB, WordBack.GITLAB));
        return both && host != null
                ? Nobody.elsewhere()
                : Nobody.missing(vendor.source(), "does not have the change's repository, or it is not known here");
    }

    private Receiver webhook(Patience patience) {
        List<String> addresses = secrets.of("webhook-url");
        List<String> keys = secrets.of("webhook-secret");
        if (addresses.isEmpty() || keys.isEmpty()) {
            return Nobody.missing("webhook-url", "and webhook-secret are not both in the secret");
        }
        Optional<URI> address = address(addresses.getFirst()).filter(OutgoingWebhook::isSafe);
        return address.isEmpty()
                ? Nobody.missing("webhook-url", "is not an https address")
                : new OutgoingWebhook(new Exchange(client, patience), address.get(), keys, patience.clock());
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text)).filter(address -> address.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
