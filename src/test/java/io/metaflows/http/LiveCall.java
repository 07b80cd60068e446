package io.metaflows.http;

import static io.metaflows.http.ApiAssertions.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.store.FaultyProxy;
import io.quarkus.test.common.WithTestResource;
import org.junit.jupiter.api.BeforeEach;

/** A live call of an account that no other test uses, for the suites about channels. */
@WithTestResource(DynamoDbResource.class)
@WithTestResource(OpenMode.class)
@WithTestResource(SwitchResource.class)
abstract class LiveCall {

  static final String CALL = "call-1@192.0.2.1";

  /** A call of a device and its owner. */
  static final String ALICES =
      "{\"call_id\":\""
          + CALL
          + "\",\"authorizing_type\":\"device\",\"authorizing_id\":\"desk\",\"owner_id\":\"alice\"}";

  static final String HANGUP = "{\"module\":\"hangup\"}";

  StubbedSwitch telephony;
  FaultyProxy database;
  Table table;

  String account;

  @BeforeEach
  void aLiveCall() {
    telephony.reset();
    account = fresh();
    telephony.live(account, CALL, ALICES);
  }

  /** Runs what the data says on the call. */
  Api run(String data) {
    return run(CALL, data);
  }

  Api run(String call, String data) {
    return Api.put(channel(call), "{\"action\":\"metaflow\",\"data\":" + data + "}");
  }

  String channel(String call) {
    return "/v2/accounts/" + account + "/channels/" + call;
  }

  /**
   * @param scope empty for the account itself, else {@code /users/alice}
   */
  void store(String scope, String document) {
    String path = "/v2/accounts/" + account + scope + "/metaflows";
    assertThat(Api.post(path, document).send().status()).isEqualTo(200);
  }
}
