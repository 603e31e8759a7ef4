package costperchange.store;

import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The client to DynamoDB on AWS, the one that every function needs. Region, credentials and, in tests, the
/// endpoint come from the SDK's own variables (`AWS_REGION`, `AWS_ENDPOINT_URL_DYNAMODB`).
public final class Clients {

    private Clients() {}

    public static DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .build();
    }
}
