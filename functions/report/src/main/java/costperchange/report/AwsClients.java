package costperchange.report;

import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/// The client by which the word back goes out, here as on the command line. Region, credentials and endpoint
/// come from the SDK's own variables and files.
public final class AwsClients {

    private AwsClients() {}

    public static EventBridgeClient eventBridge() {
        return EventBridgeClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .build();
    }
}
