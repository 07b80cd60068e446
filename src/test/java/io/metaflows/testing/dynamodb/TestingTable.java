package io.metaflows.testing.dynamodb;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table that the function under test uses, seen past the function and its proxy. */
public final class TestingTable implements AutoCloseable {

  public static final String NAME = Database.TABLE;

  private final DynamoDbClient client;

  private TestingTable(DynamoDbClient client) {
    this.client = client;
  }

  public static TestingTable at(URI endpoint) {
    return new TestingTable(Database.client(Database.PATIENT, endpoint, new AtomicInteger()));
  }

  /** All that is stored. */
  public List<Map<String, AttributeValue>> items() {
    return client.scanPaginator(scan -> scan.tableName(NAME).consistentRead(true)).items().stream()
        .toList();
  }

  /** All that is stored, as one text to search in. */
  public String text() {
    return items().toString();
  }

  /** Both parts of the key of all that is stored of an account. */
  public List<String> keys(String account) {
    return items().stream()
        .map(item -> item.get("pk").s() + " " + item.get("sk").s())
        .filter(key -> key.startsWith("A#" + account + " ") || key.startsWith("I#" + account + "#"))
        .toList();
  }

  /** What is recorded under an idempotency key; empty where nothing is. */
  public Map<String, AttributeValue> record(String account, String call, String key) {
    return client
        .getItem(get -> get.tableName(NAME).key(recordKey(account, call, key)).consistentRead(true))
        .item();
  }

  /** Puts a record's end into the past; DynamoDB would delete it any time from then on. */
  public void expire(String account, String call, String key) {
    Map<String, AttributeValue> item = new HashMap<>(record(account, call, key));
    String past = Long.toString(Instant.now().minusSeconds(5).getEpochSecond());
    item.put("expires", AttributeValue.fromN(past));
    client.putItem(put -> put.tableName(NAME).item(item));
  }

  private static Map<String, AttributeValue> recordKey(String account, String call, String key) {
    return Map.of(
        "pk", AttributeValue.fromS("I#" + account + "#" + sha256(call)),
        "sk", AttributeValue.fromS(key));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
