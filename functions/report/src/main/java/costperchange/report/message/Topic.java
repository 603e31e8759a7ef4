package costperchange.report.message;

import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/// An SNS topic. Messages carry the attributes `scope`, `month` and `issue`, by which a subscription may
/// filter.
///
/// @param client to SNS, without retries of its own
/// @param arn of the topic
public record Topic(SnsClient client, String arn) implements Channel {

    private static final int LONGEST_SUBJECT = 99;

    @Override
    public String name() {
        return "sns";
    }

    @Override
    public Sent send(Message message) {
        return AwsAnswers.of(() -> client.publish(r -> r.topicArn(arn)
                .subject(subject(message.subject()))
                .message(message.text())
                .messageAttributes(Map.of(
                        "scope", attribute(message.scope().label()),
                        "month", attribute(message.month()),
                        "issue", attribute(Integer.toString(message.issue()))))));
    }

    private static MessageAttributeValue attribute(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    /// SNS refuses subjects of 100 characters and more, and those that hold anything but ASCII, or control
    /// characters.
    private static String subject(String text) {
        String ascii = text.replace('\u2212', '-').replaceAll("[^ -~]", "?");
        return ascii.substring(0, Math.min(LONGEST_SUBJECT, ascii.length()));
    }
}
