package io.metaflows.api.tls;

import static io.metaflows.testing.api.ApiAssertions.assertError;
import static io.metaflows.testing.api.ApiAssertions.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.auth.TestingTokens;
import io.metaflows.testing.kazoo.TestingKazoo;
import org.junit.jupiter.api.BeforeEach;

/** Requests of an account over https, and what they come to where nobody can be trusted. */
abstract class TlsSuite {

  private static final String CALL = "call-1";

  TestingKazoo telephony;
  TestingTokens tokens;

  String account;

  @BeforeEach
  void aLiveCall() {
    account = fresh();
    telephony.live(account, CALL);
  }

  Api document(String method) {
    return Api.request(method, "/v2/accounts/" + account + "/metaflows")
        .json("{\"data\":{\"numbers\":{\"9\":{\"module\":\"hangup\"}}}}")
        .header("x-auth-token", tokens.of(account));
  }

  Api run(String data) {
    return Api.put(
            "/v2/accounts/" + account + "/channels/" + CALL,
            "{\"action\":\"metaflow\",\"data\":" + data + "}")
        .header("x-auth-token", tokens.of(account));
  }

  /** Nobody was shown the token, and the caller is told in the envelope. */
  void assertNobodyIsTrusted() {
    for (String method : new String[] {"GET", "POST", "DELETE"}) {
      Reply reply = document(method).send();
      assertError(reply, 503, "datastore_unreachable", "{\"message\":\"datastore timeout\"}");
      assertThat(reply.header("Retry-After")).isEqualTo("1");
    }
    for (String data : new String[] {"{\"module\":\"hangup\"}", "{\"number\":\"9\"}"}) {
      assertError(
          run(data).send(),
          502,
          "channels_unreachable",
          "{\"message\":\"the Channels API could not be reached by a trusted connection:"
              + " nothing was sent\"}");
    }
    assertThat(telephony.asked(account)).isZero();
  }
}
