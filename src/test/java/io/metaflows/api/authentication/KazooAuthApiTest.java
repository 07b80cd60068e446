package io.metaflows.api.authentication;

import static io.metaflows.testing.api.ApiAssertions.assertError;
import static io.metaflows.testing.api.ApiAssertions.fresh;
import static io.metaflows.testing.kazoo.TestingKazoo.error;
import static io.metaflows.testing.kazoo.TestingKazoo.says;
import static io.metaflows.testing.kazoo.TestingKazoo.success;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.KazooMode;
import io.metaflows.testing.api.Patience;
import io.metaflows.testing.dynamodb.FaultyProxy;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.metaflows.testing.kazoo.TestingKazoo;
import io.metaflows.testing.kazoo.TestingKazooResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Only a yes of Kazoo itself lets a request in (docs/authentication.md#mode-kazoo). */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(TestingKazooResource.class)
@WithTestResource(KazooMode.class)
class KazooAuthApiTest {

  private static final String RUN = "{\"action\":\"metaflow\",\"data\":{\"module\":\"hangup\"}}";
  private static final String CALL = "call-1";
  private static final String HTML = "<html><body>Welcome</body></html>";

  TestingKazoo telephony;
  FaultyProxy database;

  private String account;

  @BeforeEach
  void anAccount() {
    telephony.reset();
    account = fresh();
    telephony.live(account, CALL);
  }

  private static ResponseDefinitionBuilder yes() {
    return says(200, success("{\"numbers\":{}}"));
  }

  private static ResponseDefinitionBuilder unknownToken() {
    return says(401, error(401, "invalid_credentials", "{\"message\":\"invalid credentials\"}"));
  }

  private Api get() {
    return Api.get("/v2/accounts/" + account + "/metaflows");
  }

  private List<Api> everything() {
    return List.of(
        get(),
        Api.post("/v2/accounts/" + account + "/users/u/metaflows", "{}"),
        Api.delete("/v2/accounts/" + account + "/devices/d/metaflows"),
        Api.put("/v2/accounts/" + account + "/channels/" + CALL, RUN));
  }

  /** Nobody was let in: the database and the switch were not asked. */
  private void assertNothingDone(int databaseBefore) {
    assertThat(database.arrived()).isEqualTo(databaseBefore);
    assertThat(telephony.puts(account) + telephony.gets(account)).isZero();
  }

  @Test
  void kazoosYesLetsInToEverything() {
    telephony.onRights(account, yes());
    assertThat(everything())
        .extracting(request -> request.send().status())
        .containsExactly(200, 200, 200, 201);
    var asked = telephony.rightsRequests(account).get(0);
    assertThat(asked.getHeader("X-Auth-Token")).isEqualTo("token-of-a-test");
    assertThat(asked.containsHeader("Authorization")).isFalse();
    assertThat(telephony.putRequests(account).get(0).getHeader("X-Auth-Token"))
        .isEqualTo("token-of-a-test");
  }

  @Test
  void aBearerTokenIsAskedAboutAsSuch() {
    telephony.onRights(account, yes());
    assertThat(get().without("x-auth-token").header("authorization", "Bearer b").send().status())
        .isEqualTo(200);
    var asked = telephony.rightsRequests(account).get(0);
    assertThat(asked.getHeader("Authorization")).isEqualTo("Bearer b");
    assertThat(asked.containsHeader("X-Auth-Token")).isFalse();
  }

  @Test
  void aTokenThatKazooDoesNotKnowIsUnauthenticated() {
    telephony.onRights(account, unknownToken());
    int before = database.arrived();
    for (Api request : everything()) {
      Reply reply = request.send();
      assertError(reply, 401, "invalid_credentials", "{\"message\":\"invalid credentials\"}");
      assertThat(reply.json().has("auth_token")).isFalse();
    }
    assertNothingDone(before);
  }

  @Test
  void aTokenThatMayNotIsForbidden() {
    telephony.onRights(account, says(403, error(403, "forbidden", "{\"cause\":\"restrictions\"}")));
    int before = database.arrived();
    for (Api request : everything()) {
      assertError(request.send(), 403, "forbidden", "{\"message\":\"forbidden\"}");
    }
    assertNothingDone(before);
  }

  @Test
  void anAccountThatKazooDoesNotKnowIsUnknown() {
    telephony.onRights(
        account, says(404, error(404, "bad_identifier", "{\"cause\":\"" + account + "\"}")));
    int before = database.arrived();
    for (Api request : everything()) {
      assertError(
          request.send(),
          404,
          "bad identifier",
          "{\"message\":\"invalid account_id '" + account + "'\"}");
    }
    assertNothingDone(before);
  }

  @Test
  void withoutATokenKazooIsNotAsked() {
    telephony.onRights(account, yes());
    int before = database.arrived();
    for (Api request : everything()) {
      assertThat(request.without("x-auth-token").send().status()).isEqualTo(401);
    }
    assertThat(get().header("x-auth-token", "x".repeat(8_193)).send().status()).isEqualTo(401);
    assertThat(get().header("authorization", "Bearer other").send().status()).isEqualTo(401);
    assertThat(telephony.rightsAsked(account)).isZero();
    assertNothingDone(before);
  }

  /**
   * @param answer of the authority, which is no yes and no clear no
   */
  private record Unclear(String what, ResponseDefinitionBuilder answer) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Unclear> unclear() {
    return Stream.of(
        new Unclear("200 in HTML", says(200, "text/html", HTML)),
        new Unclear("200 without a body", says(200, "")),
        new Unclear("200 with a list", says(200, "[]")),
        new Unclear("200 that is no envelope", says(200, "{\"data\":{}}")),
        new Unclear("200 that says error", says(200, error(401, "invalid_credentials", "{}"))),
        new Unclear("200 with other data", says(200, success("[]"))),
        new Unclear("200 cut off", says(200, "{\"status\":\"success\",\"data\":{")),
        new Unclear("200 without an end", says(200, success("\"" + "x".repeat(300_000) + "\""))),
        new Unclear("201", says(201, success("{}"))),
        new Unclear("204", says(204, "")),
        new Unclear("a redirect", says(302, "").withHeader("Location", "/v2/accounts/x/metaflows")),
        new Unclear(
            "a lasting redirect", says(301, "").withHeader("Location", "https://evil.example/")),
        new Unclear("400", says(400, error(400, "validation error", "{}"))),
        new Unclear("404 of something else", says(404, "text/html", HTML)),
        new Unclear("404 of another thing", says(404, error(404, "not_found", "{}"))),
        new Unclear("429", says(429, error(429, "too_many_requests", "{}"))),
        new Unclear("500", says(500, error(500, "oops", "{}"))),
        new Unclear("503", says(503, error(503, "datastore_unreachable", "{}"))),
        new Unclear("no end in time", yes().withFixedDelay(8_000)),
        new Unclear(
            "a reset", new ResponseDefinitionBuilder().withFault(Fault.CONNECTION_RESET_BY_PEER)),
        new Unclear("no answer", new ResponseDefinitionBuilder().withFault(Fault.EMPTY_RESPONSE)));
  }

  private static void assertUnavailable(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(503);
    assertThat(reply.message()).isEqualTo("auth_unreachable");
    assertThat(reply.data().get("message").asText()).startsWith("the authority ");
    assertThat(reply.header("Retry-After")).isEqualTo("1");
  }

  @ParameterizedTest
  @MethodSource("unclear")
  void whatIsNoClearYesIsNone(Unclear unclear) {
    telephony.onRights(account, unclear.answer());
    int before = database.arrived();
    assertUnavailable(get().send());
    assertUnavailable(everything().get(3).send());
    assertNothingDone(before);

    telephony.onRights(account, yes());
    assertThat(get().send().status()).isEqualTo(200);
  }

  @Test
  void anAuthorityThatIsDownLetsNobodyIn() {
    telephony.onRights(account, yes());
    telephony.line().down();
    int before = database.arrived();
    for (Api request : everything()) {
      assertUnavailable(request.send());
    }
    assertNothingDone(before);
    telephony.line().up();
    assertThat(get().send().status()).isEqualTo(200);
  }

  @Test
  void aYesIsBelievedForAWhileAndThenAskedForAgain() {
    telephony.onRights(account, yes());
    assertThat(get().send().status()).isEqualTo(200);
    telephony.onRights(account, unknownToken());

    assertThat(get().send().status()).isEqualTo(200);
    assertThat(telephony.rightsAsked(account)).isEqualTo(1);
    Patience.until(() -> get().send(), reply -> reply.status() == 401);
    assertThat(telephony.rightsAsked(account)).isEqualTo(2);
  }

  @Test
  void aYesDoesNotOutliveItsTimeWhileKazooIsDown() {
    telephony.onRights(account, yes());
    assertThat(get().send().status()).isEqualTo(200);
    telephony.line().down();

    assertThat(get().send().status()).isEqualTo(200);
    assertUnavailable(Patience.until(() -> get().send(), reply -> reply.status() != 200));
  }

  @Test
  void aNoIsBelievedForAWhileAndThenAskedForAgain() {
    telephony.onRights(account, unknownToken());
    assertThat(get().send().status()).isEqualTo(401);
    telephony.onRights(account, yes());

    assertThat(get().send().status()).isEqualTo(401);
    assertThat(telephony.rightsAsked(account)).isEqualTo(1);
    Patience.until(() -> get().send(), reply -> reply.status() == 200);
  }

  @Test
  void aYesIsForOneTokenInOneHeaderAndOneAccount() {
    telephony.onRights(account, yes());
    assertThat(get().send().status()).isEqualTo(200);
    telephony.onRights(account, says(403, error(403, "forbidden", "{}")));

    assertThat(get().header("x-auth-token", "token-of-a-tesT").send().status()).isEqualTo(403);
    assertThat(
            get()
                .without("x-auth-token")
                .header("authorization", "Bearer token-of-a-test")
                .send()
                .status())
        .isEqualTo(403);
    String other = fresh();
    telephony.onRights(other, says(403, error(403, "forbidden", "{}")));
    assertThat(Api.get("/v2/accounts/" + other + "/metaflows").send().status()).isEqualTo(403);
  }
}
