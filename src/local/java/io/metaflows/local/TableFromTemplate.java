package io.metaflows.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/**
 * Creates the table as the deployment's template describes it, so that its keys are defined in one
 * place.
 */
public final class TableFromTemplate {

  private static final String FILE = "template.yaml";
  private static final String TYPE = "AWS::DynamoDB::Table";

  private final Map<?, ?> properties;

  private TableFromTemplate(Map<?, ?> properties) {
    this.properties = properties;
  }

  /** Reads {@code template.yaml} on the classpath, else in the working directory. */
  public static TableFromTemplate load() {
    try (InputStream packaged = TableFromTemplate.class.getClassLoader().getResourceAsStream(FILE);
        InputStream template = packaged != null ? packaged : Files.newInputStream(Path.of(FILE))) {
      return parse(template);
    } catch (IOException e) {
      throw new UncheckedIOException("no " + FILE + " on the classpath or here", e);
    }
  }

  /** Reads the only table among the resources of a template. */
  static TableFromTemplate parse(InputStream template) {
    Map<?, ?> root = new Yaml(new AnyTag()).load(template);
    List<Map<?, ?>> tables =
        map(root, "Resources").values().stream()
            .<Map<?, ?>>map(resource -> (Map<?, ?>) resource)
            .filter(resource -> TYPE.equals(resource.get("Type")))
            .toList();
    if (tables.size() != 1) {
      throw new IllegalArgumentException(FILE + " has " + tables.size() + " tables, not one");
    }
    return new TableFromTemplate(map(tables.get(0), "Properties"));
  }

  /**
   * Creates it in a database on this machine, which takes any credentials; false where it exists
   * already.
   */
  public boolean create(URI endpoint, String name) {
    try (DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build()) {
      return create(client, name);
    }
  }

  /** Creates the table under that name and waits for it; false where it exists already. */
  public boolean create(DynamoDbClient client, String name) {
    try {
      client.createTable(request(name));
    } catch (ResourceInUseException e) {
      return false;
    }
    client.waiter().waitUntilTableExists(table -> table.tableName(name));
    if (properties.get("TimeToLiveSpecification") instanceof Map<?, ?> timeToLive) {
      client.updateTimeToLive(
          update ->
              update
                  .tableName(name)
                  .timeToLiveSpecification(
                      ttl -> ttl.enabled(true).attributeName(text(timeToLive, "AttributeName"))));
    }
    return true;
  }

  private CreateTableRequest request(String name) {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(
            maps(properties, "AttributeDefinitions").stream()
                .map(
                    each ->
                        AttributeDefinition.builder()
                            .attributeName(text(each, "AttributeName"))
                            .attributeType(text(each, "AttributeType"))
                            .build())
                .toList())
        .keySchema(
            maps(properties, "KeySchema").stream()
                .map(
                    each ->
                        KeySchemaElement.builder()
                            .attributeName(text(each, "AttributeName"))
                            .keyType(text(each, "KeyType"))
                            .build())
                .toList())
        .build();
  }

  private static Map<?, ?> map(Map<?, ?> parent, String key) {
    if (parent.get(key) instanceof Map<?, ?> child) {
      return child;
    }
    throw new IllegalArgumentException(FILE + ": " + key + " is missing");
  }

  private static List<? extends Map<?, ?>> maps(Map<?, ?> parent, String key) {
    if (parent.get(key) instanceof List<?> children) {
      return children.stream().<Map<?, ?>>map(child -> (Map<?, ?>) child).toList();
    }
    throw new IllegalArgumentException(FILE + ": " + key + " is missing");
  }

  private static String text(Map<?, ?> parent, String key) {
    if (parent.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(FILE + ": " + key + " is missing");
  }

  /** A reader of YAML that resolves none of CloudFormation's tags ({@code !Ref}, {@code !Sub}). */
  private static final class AnyTag extends SafeConstructor {
    AnyTag() {
      super(new LoaderOptions());
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return "unresolved " + node.getTag().getValue();
            }
          });
    }
  }
}
