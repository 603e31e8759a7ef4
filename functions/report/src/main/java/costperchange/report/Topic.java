package costperchange.report;

import software.amazon.awssdk.services.sns.SnsClient;

/// The SNS topic that is told of reports.
///
/// @param client to SNS
/// @param arn of the topic
public record Topic(SnsClient client, String arn) {

    void tell(Announcement announcement) {
        client.publish(r -> r.topicArn(arn).subject(announcement.subject()).message(announcement.text()));
    }
}
