package costperchange.store;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/// The table as the template creates it, for DynamoDB Local. A test compares the two.
public final class TableDefinition {

    /// What the join needs of a deployment, an incident or a revision and finds in the index.
    static final List<String> PROJECTED = List.of(Deployments.SUCCESS, Incidents.REPORTS, Revisions.BRINGS);

    private TableDefinition() {}

    public static CreateTableRequest create(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        text(Keys.PK), text(Keys.SK), text(Keys.BY_TIME), text(Keys.BY_MONTH), text(Keys.BY_SIGNAL))
                .keySchema(hash(Keys.PK), range(Keys.SK))
                .localSecondaryIndexes(
                        index -> index.indexName(Keys.BY_TIME)
                                .keySchema(hash(Keys.PK), range(Keys.BY_TIME))
                                .projection(Projection.builder()
                                        .projectionType(ProjectionType.INCLUDE)
                                        .nonKeyAttributes(PROJECTED)
                                        .build()),
                        index -> index.indexName(Keys.BY_SIGNAL)
                                .keySchema(hash(Keys.PK), range(Keys.BY_SIGNAL))
                                .projection(Projection.builder()
                                        .projectionType(ProjectionType.KEYS_ONLY)
                                        .build()))
                .globalSecondaryIndexes(index -> index.indexName(Keys.BY_MONTH)
                        .keySchema(hash(Keys.BY_MONTH), range(Keys.PK))
                        .projection(Projection.builder()
                                .projectionType(ProjectionType.ALL)
                                .build()))
                .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                .build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement hash(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.HASH)
                .build();
    }

    private static KeySchemaElement range(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.RANGE)
                .build();
    }
}
