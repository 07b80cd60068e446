package io.metaflows.api.authentication;

import static io.metaflows.testing.api.ApiAssertions.assertError;
import static io.metaflows.testing.api.ApiAssertions.fresh;
import static io.metaflows.testing.api.ApiAssertions.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.JwtMode;
import io.metaflows.testing.auth.TestingTokens;
import io.metaflows.testing.dynamodb.FaultyProxy;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.metaflows.testing.dynamodb.TestingTable;
import io.metaflows.testing.kazoo.TestingKazoo;
import io.metaflows.testing.kazoo.TestingKazooResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attempts to get in with a token that is not valid (docs/authentication.md#mode-jwt). Here each
 * class of attempts is sent to the whole service; {@code JwtAttacksTest} has all forms of each.
 */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(TestingKazooResource.class)
@WithTestResource(JwtMode.class)
class AuthApiTest {

  private static final String RUN = "{\"action\":\"metaflow\",\"data\":{\"module\":\"hangup\"}}";
  private static final String CALL = "call-1";

  TestingKazoo telephony;
  FaultyProxy database;
  TestingTable table;
  TestingTokens tokens;

  private String mine;
  private String other;

  @BeforeEach
  void twoAccounts() {
    telephony.reset();
    mine = "a" + fresh();
    other = "b" + fresh();
    telephony.live(mine, CALL);
    telephony.live(other, CALL);
    assertThat(by(mine, Api.post(document(other), "{}")).send().status()).isEqualTo(403);
    assertThat(by(other, Api.post(document(other), "{\"listen_on\":\"both\"}")).send().revision())
        .startsWith("1-");
  }

  private Api by(String account, Api request) {
    return request.header("x-auth-token", tokens.of(account));
  }

  private static String document(String account) {
    return "/v2/accounts/" + account + "/metaflows";
  }

  private static String channel(String account) {
    return "/v2/accounts/" + account + "/channels/" + CALL;
  }

  /** One request for each thing that can be done to an account. */
  private static Stream<Api> everything(String account) {
    String users = "/v2/accounts/" + account + "/users/u/metaflows";
    return Stream.of(
        Api.get(document(account)),
        Api.post(document(account), "{}"),
        Api.delete(document(account)),
        Api.get(users),
        Api.request("POST", users).json("no JSON, which is looked at later"),
        Api.put(channel(account), RUN),
        Api.put(channel(account), RUN).query("dry_run=true"),
        Api.put(channel(account), RUN).header("idempotency-key", "k"));
  }

  private void assertUntouched(String account) {
    assertThat(telephony.asked(account)).isZero();
    Reply reply = by(account, Api.get(document(account))).send();
    assertThat(reply.revision()).startsWith("1-");
    assertThat(reply.data()).isEqualTo(json("{\"listen_on\":\"both\",\"binding_digit\":\"*\"}"));
    assertThat(table.keys(account)).containsExactly("A#" + account + " account");
  }

  private static void assertUnauthenticated(Reply reply) {
    assertError(reply, 401, "invalid_credentials", "{\"message\":\"invalid credentials\"}");
    assertThat(reply.json().has("auth_token")).isFalse();
  }

  @Test
  void anAccountsOwnTokenLetsInByEitherHeader() {
    assertThat(by(mine, Api.post(document(mine), "{}")).send().status()).isEqualTo(200);
    String token = tokens.of(mine);
    Reply bearer =
        Api.get(document(mine))
            .without("x-auth-token")
            .header("authorization", "Bearer " + token)
            .send();
    assertThat(bearer.status()).isEqualTo(200);
    assertThat(bearer.json().get("auth_token").asText()).isEqualTo(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS384", "RS512"})
  void allThreeOfKazoosAlgorithmsAreVerified(String alg) {
    String header = "{\"alg\":\"" + alg + "\",\"kid\":\"" + TestingTokens.KID + "\"}";
    String token =
        tokens
            .kazoo()
            .token(header, TestingTokens.claims(mine), alg.replace("RS", "SHA") + "withRSA");
    assertThat(Api.get(document(mine)).header("x-auth-token", token).send().status())
        .isEqualTo(200);
  }

  static Stream<Forgery> forgeries() {
    return Forgery.all();
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void nobodyGetsInBy(Forgery forgery) {
    String token = forgery.make(tokens, other);

    everything(other)
        .forEach(request -> assertUnauthenticated(request.header("x-auth-token", token).send()));
    assertUnauthenticated(
        Api.get(document(other))
            .without("x-auth-token")
            .header("authorization", "Bearer " + token)
            .send());
    assertUntouched(other);
  }

  @Test
  void nobodyGetsInWithoutATokenOrWithTwo() {
    everything(other)
        .forEach(request -> assertUnauthenticated(request.without("x-auth-token").send()));
    everything(other)
        .forEach(request -> assertUnauthenticated(request.header("x-auth-token", " ").send()));
    everything(other)
        .map(request -> by(other, request).header("authorization", "Bearer " + tokens.of(mine)))
        .forEach(request -> assertUnauthenticated(request.send()));
    everything(other)
        .map(request -> request.header("x-auth-token", tokens.of(other) + "," + tokens.of(mine)))
        .forEach(request -> assertUnauthenticated(request.send()));
    assertUntouched(other);
  }

  @Test
  void aTokenOfAnotherAccountHasNoRightHere() {
    everything(other)
        .forEach(
            request ->
                assertError(
                    by(mine, request).send(), 403, "forbidden", "{\"message\":\"forbidden\"}"));
    assertUntouched(other);
  }

  static Stream<String> almostTheAccount() {
    return Stream.of("%s ", " %s", "%s\\u0000", "%s/", "%s\\n", "*", "%%s", "");
  }

  @ParameterizedTest
  @MethodSource("almostTheAccount")
  void aTokenOfAlmostTheAccountHasNoRightHere(String form) {
    String token = tokens.of(form.replace("%s", other));
    everything(other)
        .forEach(
            request ->
                assertThat(request.header("x-auth-token", token).send().status()).isEqualTo(403));
    assertUntouched(other);
  }

  @Test
  void anAccountInAnotherCaseIsAnother() {
    String upper = other.toUpperCase(Locale.ROOT);
    assertThat(by(upper, Api.get(document(other))).send().status()).isEqualTo(403);
    assertThat(by(other, Api.get(document(upper))).send().status()).isEqualTo(403);
  }

  /** Paths that somebody might take for the other account's. */
  static Stream<String> disguises() {
    return Stream.of(
        "/v2/accounts/MINE;x=1/metaflows",
        "/v2/accounts/OTHER;/metaflows",
        "/v2/accounts/OTHER;account=MINE/metaflows",
        "/v2/accounts/MINE/../OTHER/metaflows",
        "/v2/accounts/MINE/..;/OTHER/metaflows",
        "/v2/accounts/MINE/./metaflows",
        "/v2/accounts/MINE%2f..%2fOTHER/metaflows",
        "/v2/accounts/%4fTHER/metaflows",
        "/v2/accounts/OTHER%00/metaflows",
        "/v2/accounts/OTHER\u0000/metaflows",
        "/v2/accounts/OTHER /metaflows",
        "/v2/accounts/OTHER./metaflows",
        "/v2/accounts//OTHER/metaflows",
        "//v2/accounts/OTHER/metaflows",
        "/v2//accounts/OTHER/metaflows",
        "/V2/accounts/OTHER/metaflows",
        "/v2/accounts/OTHER/metaflows/../metaflows",
        "/v2/accounts/MINE/users/../../OTHER/metaflows",
        "/v2/accounts/OTHER\\/metaflows",
        "/v2/accounts/OTHER?/metaflows",
        "/v2/accounts/OTHER#/metaflows",
        "/v2/accounts/MINE,OTHER/metaflows",
        "https://api.example.com/v2/accounts/OTHER/metaflows");
  }

  @ParameterizedTest
  @MethodSource("disguises")
  void noFormOfAPathNamesAnotherAccount(String disguise) {
    String path = disguise.replace("MINE", mine).replace("OTHER", other);
    int before = database.arrived();
    for (String account : new String[] {mine, other}) {
      assertThat(by(account, Api.get(path)).send().status()).isEqualTo(404);
      assertThat(by(account, Api.post(path, "{}")).send().status()).isEqualTo(404);
    }
    assertThat(database.arrived()).isEqualTo(before);
    assertUntouched(other);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account#x",
        "x#user#y",
        "#",
        "user#account",
        "../account",
        "..",
        "x/../../OTHER",
        "A#OTHER",
        "x, sk: account",
        "x\u0000",
        "%23"
      })
  void noUserAndNoDeviceForgesAKeyOfTheTable(String id) {
    String forged = id.replace("OTHER", other);
    int before = database.arrived();
    for (String kind : new String[] {"users", "devices"}) {
      String path = "/v2/accounts/" + mine + "/" + kind + "/" + forged + "/metaflows";
      assertThat(by(mine, Api.post(path, "{}")).send().status()).isEqualTo(404);
      assertThat(by(mine, Api.delete(path)).send().status()).isEqualTo(404);
    }
    assertThat(database.arrived()).isEqualTo(before);
  }

  @Test
  void aUserCalledAccountIsAUser() {
    String user = "/v2/accounts/" + mine + "/users/account/metaflows";
    String device = "/v2/accounts/" + mine + "/devices/account/metaflows";
    assertThat(by(mine, Api.post(user, "{\"digit_timeout\":1}")).send().revision())
        .startsWith("1-");
    assertThat(by(mine, Api.get(document(mine))).send().json().has("revision")).isFalse();
    assertThat(by(mine, Api.get(device)).send().json().has("revision")).isFalse();
  }

  @Test
  void anIdempotencyKeyOfAnotherAccountTellsNothing() {
    by(other, Api.put(channel(other), RUN).header("idempotency-key", "shared")).send();

    Reply reply = by(mine, Api.put(channel(mine), RUN).header("idempotency-key", "shared")).send();
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.header("Idempotent-Replayed")).isNull();
    assertThat(
            by(mine, Api.put(channel(other), RUN).header("idempotency-key", "shared"))
                .send()
                .status())
        .isEqualTo(403);
    assertThat(telephony.puts(other)).isEqualTo(1);
  }

  @Test
  void whateverHeaderATokenCameInKazooGetsItInTheOneItKnows() {
    String token = tokens.of(mine);
    Api.put(channel(mine), RUN)
        .without("x-auth-token")
        .header("authorization", "Bearer " + token)
        .send();

    var put = telephony.putRequests(mine).get(0);
    assertThat(put.getHeader("X-Auth-Token")).isEqualTo(token);
    assertThat(put.containsHeader("Authorization")).isFalse();
  }
}
