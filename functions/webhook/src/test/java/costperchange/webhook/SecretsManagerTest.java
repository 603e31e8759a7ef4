package costperchange.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.store.AwsServer;
import costperchange.store.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// What Lambda would put together, against an AWS that is not one: the SDK takes its settings from the system.
class SecretsManagerTest {

    @RegisterExtension
    static final AwsServer AWS = new AwsServer();

    private static final String BODY = "{\"deployment\": {\"id\": 1}}";

    private String arn;
    private Webhook webhook;

    @BeforeEach
    void wire() {
        System.setProperty("aws.endpointUrl", AWS.endpoint().toString());
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        AWS.client(DynamoDbClient.builder()).createTable(TableDefinition.create("acme-webhook"));
        arn = AWS.client(SecretsManagerClient.builder())
                .createSecret(
                        r -> r.name("acme-webhook").secretString("{\"github\": \"" + Samples.GITHUB_SECRET + "\"}"))
                .arn();
        webhook = Wiring.webhook(Environment.read(Map.of("TABLE", "acme-webhook", "SECRETS_ARN", arn)));
    }

    @AfterEach
    void restore() {
        AWS.client(DynamoDbClient.builder()).deleteTable(r -> r.tableName("acme-webhook"));
        AWS.client(SecretsManagerClient.builder())
                .deleteSecret(r -> r.secretId(arn).forceDeleteWithoutRecovery(true));
        System.clearProperty("aws.endpointUrl");
        System.clearProperty("aws.region");
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private int status(Map<String, String> headers) {
        return webhook.receive("github", "POST", headers, BODY.getBytes(StandardCharsets.UTF_8))
                .status();
    }

    @Test
    void the_secret_that_the_environment_names_verifies_deliveries() {
        Map<String, String> forged = new HashMap<>(Samples.github("ping", BODY));
        forged.put("x-hub-signature-256", "sha256=" + "0".repeat(64));

        assertThat(status(Samples.github("ping", BODY))).isBetween(200, 299);
        assertThat(status(forged)).isEqualTo(401);
    }

    @Test
    void a_secret_that_is_gone_is_our_failure_not_the_senders() {
        AWS.client(SecretsManagerClient.builder())
                .deleteSecret(r -> r.secretId(arn).forceDeleteWithoutRecovery(true));

        assertThat(status(Samples.github("ping", BODY))).isBetween(500, 599);
    }
}
