package costperchange.report.word;

import costperchange.calculator.word.Word;
import costperchange.store.host.ApiException;
import java.net.URI;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/// A bus of EventBridge, which rules of one's own listen to.
///
/// @param name of the bus, `default` for an account's own
record EventBus(EventBridgeClient client, String name) implements Receiver {

    static final String SOURCE = "cost-per-change";
    static final String DETAIL_TYPE = "Cost of a Change Known";

    @Override
    public Told tell(Word word) throws ApiException {
        URI bus = URI.create("event-bus:" + name);
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(name)
                .source(SOURCE)
                .detailType(DETAIL_TYPE)
                .detail(Document.of(word).json())
                .build();
        PutEventsResponse response;
        try {
            response = client.putEvents(r -> r.entries(entry));
        } catch (SdkException failed) {
            throw ApiException.unanswered(bus, "was not put: " + failed.getMessage());
        }
        if (response.failedEntryCount() == 0) {
            return Told.NOW;
        }
        // A bus says by entry what it did not take: most often that it has too much to do.
        throw ApiException.unanswered(
                bus, "did not take it: " + response.entries().getFirst().errorCode());
    }
}
