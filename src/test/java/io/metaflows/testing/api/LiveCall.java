package io.metaflows.testing.api;

import static io.metaflows.testing.api.ApiAssertions.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.dynamodb.FaultyProxy;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.metaflows.testing.dynamodb.TestingTable;
import io.metaflows.testing.kazoo.TestingKazoo;
import io.metaflows.testing.kazoo.TestingKazooResource;
import io.quarkus.test.common.WithTestResource;
import org.junit.jupiter.api.BeforeEach;

/** A live call of an account that no other test uses, for the suites about channels. */
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(OpenMode.class)
@WithTestResource(TestingKazooResource.class)
public abstract class LiveCall {

  protected static final String CALL = "call-1@192.0.2.1";

  /** A call of a device and its owner. */
  protected static final String ALICES =
      "{\"call_id\":\""
          + CALL
          + "\",\"authorizing_type\":\"device\",\"authorizing_id\":\"desk\",\"owner_id\":\"alice\"}";

  protected static final String HANGUP = "{\"module\":\"hangup\"}";

  protected TestingKazoo telephony;
  protected FaultyProxy database;
  protected TestingTable table;

  protected String account;

  @BeforeEach
  protected void aLiveCall() {
    telephony.reset();
    account = fresh();
    telephony.live(account, CALL, ALICES);
  }

  /** Runs what the data says on the call. */
  protected Api run(String data) {
    return run(CALL, data);
  }

  protected Api run(String call, String data) {
    return Api.put(channel(call), "{\"action\":\"metaflow\",\"data\":" + data + "}");
  }

  protected String channel(String call) {
    return "/v2/accounts/" + account + "/channels/" + call;
  }

  /**
   * @param scope empty for the account itself, else {@code /users/alice}
   */
  protected void store(String scope, String document) {
    String path = "/v2/accounts/" + account + scope + "/metaflows";
    assertThat(Api.post(path, document).send().status()).isEqualTo(200);
  }
}
