package costperchange.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

class AwsServerTest {

    @RegisterExtension
    static final AwsServer AWS = new AwsServer();

    @Test
    void it_keeps_what_it_is_given() {
        S3Client s3 = AWS.s3();
        s3.createBucket(r -> r.bucket("acme-kept"));
        s3.putObject(r -> r.bucket("acme-kept").key("a/b"), RequestBody.fromString("text"));

        assertThat(s3.getObjectAsBytes(r -> r.bucket("acme-kept").key("a/b")).asUtf8String())
                .isEqualTo("text");
        assertThat(AWS.client(DynamoDbClient.builder()).listTables().tableNames())
                .isEmpty();
    }
}
