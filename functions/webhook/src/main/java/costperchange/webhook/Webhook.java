package costperchange.webhook;

import costperchange.store.Catalogs;
import costperchange.store.Table;
import costperchange.webhook.source.Delivery;
import costperchange.webhook.source.Result;
import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.Malformed;
import costperchange.webhook.source.Result.NotRelevant;
import costperchange.webhook.source.Result.Told;
import costperchange.webhook.source.Source;
import costperchange.webhook.source.Sources;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/// Takes deliveries and answers them ([Answers]), whatever server they came through.
public final class Webhook {

    private static final System.Logger LOG = System.getLogger(Webhook.class.getName());

    private final Secrets secrets;
    private final CurrentCatalog catalog;
    private final Recorder recorder;
    private final Clock clock;

    public Webhook(Table table, Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.catalog = new CurrentCatalog(new Catalogs(table), clock);
        this.recorder = new Recorder(table);
        this.clock = clock;
    }

    /// @param source the last part of the address
    /// @param method of HTTP
    /// @param headers by name, in any case
    /// @param body as it came; not decoded, not changed afterwards
    public Answer receive(String source, String method, Map<String, String> headers, byte[] body) {
        Optional<Source> named = Sources.named(source);
        if (named.isEmpty()) {
            return Answers.noSource(source);
        }
        if (!method.equals("POST")) {
            return Answers.notPost(method);
        }
        if (body.length > Answers.LARGEST) {
            return Answers.tooLarge();
        }
        try {
            return answer(named.get(), new Delivery(headers, body));
        } catch (SdkException e) {
            LOG.log(System.Logger.Level.ERROR, "a delivery of '" + source + "' was not recorded", e);
            return Answers.notReachable();
        }
    }

    private Answer answer(Source source, Delivery delivery) {
        Result result = read(source, delivery);
        if (result instanceof BadSignature && secrets.renewed()) {
            result = read(source, delivery);
        }
        return switch (result) {
            case Told(var facts) -> Answers.of(recorder.record(facts, new Resolution(catalog.get(), clock.instant())));
            case NotRelevant notRelevant -> Answers.of(notRelevant);
            case Malformed malformed -> {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "a delivery of ''{0}'' is malformed: {1}",
                        source.name(),
                        malformed);
                yield Answers.of(malformed);
            }
            case BadSignature bad -> {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "a delivery of ''{0}'' was refused: {1}",
                        source.name(),
                        bad.why());
                yield Answers.of(bad);
            }
        };
    }

    private Result read(Source source, Delivery delivery) {
        return source.receive(delivery, secrets.of(source.name()), clock.instant());
    }
}
