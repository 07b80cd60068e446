package io.metaflows.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TableFromTemplateTest {

  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Conditions:
        Alarmed: !Not [!Equals [!Ref Topic, '']]
      Resources:
        Function:
          Type: AWS::Serverless::Function
          Properties:
            Environment: {Variables: {METAFLOWS_TABLE: !Ref Table, URL: !Sub 'https://${Api}/'}}
            Policies:
              - Resource: !GetAtt Table.Arn
        Table:
          Type: AWS::DynamoDB::Table
          Properties:
            TableName: !If [Named, !Ref Name, !Ref AWS::NoValue]
            BillingMode: PAY_PER_REQUEST
            AttributeDefinitions:
              - {AttributeName: one, AttributeType: S}
              - {AttributeName: two, AttributeType: S}
            KeySchema:
              - {AttributeName: one, KeyType: HASH}
              - {AttributeName: two, KeyType: RANGE}
            TimeToLiveSpecification: {AttributeName: until, Enabled: true}
      """;

  @Test
  void theTableIsMadeAsTheTemplateSays() {
    try (EmbeddedDynamoDb database = EmbeddedDynamoDb.inMemory();
        DynamoDbClient client = client(database.endpoint())) {
      assertThat(parse(TEMPLATE).create(client, "made")).isTrue();
      assertThat(parse(TEMPLATE).create(client, "made")).as("a second time").isFalse();

      assertThat(client.describeTable(t -> t.tableName("made")).table().keySchema().toString())
          .contains("AttributeName=one, KeyType=HASH", "AttributeName=two, KeyType=RANGE");
      assertThat(
              client
                  .describeTimeToLive(t -> t.tableName("made"))
                  .timeToLiveDescription()
                  .attributeName())
          .isEqualTo("until");
    }
  }

  @Test
  void aTemplateWithoutATableIsRefused() {
    assertThatThrownBy(() -> parse("Resources: {Topic: {Type: AWS::SNS::Topic}}"))
        .hasMessageContaining("0 tables");
  }

  @Test
  void whatIsKeptInADirectoryIsThereTheNextTime(@TempDir Path directory) {
    Path data = directory.resolve("not/there/yet");
    try (EmbeddedDynamoDb database = EmbeddedDynamoDb.in(data);
        DynamoDbClient client = client(database.endpoint())) {
      parse(TEMPLATE).create(client, "made");
      client.putItem(
          put ->
              put.tableName("made")
                  .item(
                      Map.of("one", AttributeValue.fromS("1"), "two", AttributeValue.fromS("2"))));
    }
    try (EmbeddedDynamoDb database = EmbeddedDynamoDb.in(data);
        DynamoDbClient client = client(database.endpoint())) {
      assertThat(parse(TEMPLATE).create(client, "made")).isFalse();
      assertThat(client.scan(scan -> scan.tableName("made")).count()).isEqualTo(1);
    }
  }

  private static TableFromTemplate parse(String template) {
    return TableFromTemplate.parse(
        new ByteArrayInputStream(template.getBytes(StandardCharsets.UTF_8)));
  }

  private static DynamoDbClient client(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .build();
  }
}
