package costperchange.local;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Records of the stream, from the SDK's shape to that in which Lambda receives them.
final class StreamRecords {

    private StreamRecords() {}

    static DynamodbStreamRecord record(Record record) {
        StreamRecord stream = new StreamRecord()
                .withKeys(attributes(record.dynamodb().keys()))
                .withNewImage(attributes(record.dynamodb().newImage()))
                .withOldImage(attributes(record.dynamodb().oldImage()))
                .withSequenceNumber(record.dynamodb().sequenceNumber());
        DynamodbStreamRecord event = new DynamodbStreamRecord();
        event.setEventID(record.eventID());
        event.setEventName(record.eventNameAsString());
        event.setDynamodb(stream);
        return event;
    }

    private static Map<String, AttributeValue> attributes(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
        return item.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> value(e.getValue())));
    }

    private static AttributeValue value(software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
        return switch (value.type()) {
            case S -> new AttributeValue().withS(value.s());
            case N -> new AttributeValue().withN(value.n());
            case BOOL -> new AttributeValue().withBOOL(value.bool());
            case B -> new AttributeValue().withB(value.b().asByteBuffer());
            case SS, NS, BS, M, L, NUL, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalStateException("no item of the table has a " + value.type());
        };
    }
}
