package io.metaflows.api.authentication;

import static io.metaflows.testing.auth.TestingTokens.claims;
import static io.metaflows.testing.auth.TestingTokens.header;
import static io.metaflows.testing.auth.TestingTokens.in;
import static io.metaflows.testing.auth.TestingTokens.with;

import io.metaflows.testing.auth.TestingSigner;
import io.metaflows.testing.auth.TestingTokens;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * An attempt to get into an account with a token that is not Kazoo's, or not good.
 *
 * @param token made from the keys at hand, for the account
 */
record Forgery(String what, BiFunction<TestingTokens, String, String> token) {

  @Override
  public String toString() {
    return what;
  }

  String make(TestingTokens tokens, String account) {
    return token.apply(tokens, account);
  }

  /** One or more of every class. */
  static Stream<Forgery> all() {
    return Stream.of(algorithms(), keys(), signatures(), times(), names()).flatMap(each -> each);
  }

  private static Forgery unsigned(String alg) {
    return new Forgery(
        "alg " + alg,
        (tokens, account) ->
            TestingSigner.base64("{\"alg\":\"" + alg + "\",\"kid\":\"" + TestingTokens.KID + "\"}")
                + "."
                + TestingSigner.base64(claims(account))
                + "."
                + (alg.equals("none") ? "" : signature(tokens.of(account))));
  }

  private static Forgery headed(String what, String header) {
    return new Forgery(what, (tokens, account) -> tokens.kazoo().token(header, claims(account)));
  }

  private static Stream<Forgery> algorithms() {
    String hmac = "{\"alg\":\"HS256\",\"kid\":\"" + TestingTokens.KID + "\"}";
    return Stream.of(
        new Forgery("no JWT", (tokens, account) -> "0123456789abcdef0123456789abcdef"),
        unsigned("none"),
        unsigned("None"),
        unsigned("HS256"),
        new Forgery(
            "HMAC with the public key's bytes",
            (tokens, account) ->
                TestingSigner.hmac(hmac, claims(account), tokens.kazoo().publicKey().getEncoded())),
        new Forgery(
            "HMAC with the text of the key set",
            (tokens, account) ->
                TestingSigner.hmac(
                    hmac,
                    claims(account),
                    tokens.kazoo().set().getBytes(StandardCharsets.US_ASCII))),
        headed("alg PS256", "{\"alg\":\"PS256\",\"kid\":\"" + TestingTokens.KID + "\"}"),
        headed("alg ES256", "{\"alg\":\"ES256\",\"kid\":\"" + TestingTokens.KID + "\"}"),
        headed("alg missing", "{\"kid\":\"" + TestingTokens.KID + "\"}"));
  }

  private static Stream<Forgery> keys() {
    String evil = "\"https://evil.example/keys\"";
    return Stream.of(
        headed("kid missing", "{\"alg\":\"RS256\"}"),
        headed("kid unknown", "{\"alg\":\"RS256\",\"kid\":\"another\"}"),
        headed("kid like a path", "{\"alg\":\"RS256\",\"kid\":\"../../../../dev/null\"}"),
        new Forgery(
            "a stranger's key of the same name",
            (tokens, account) -> tokens.stranger().token(claims(account))),
        new Forgery(
            "an embedded jwk",
            (tokens, account) ->
                tokens
                    .stranger()
                    .token(header(",\"jwk\":" + tokens.stranger().jwk()), claims(account))),
        new Forgery(
            "a jku",
            (tokens, account) ->
                tokens.stranger().token(header(",\"jku\":" + evil), claims(account))),
        headed("a jku beside a good signature", header(",\"jku\":" + evil)),
        headed("an x5u beside a good signature", header(",\"x5u\":" + evil)));
  }

  private static Stream<Forgery> signatures() {
    return Stream.of(
        new Forgery("no signature", (tokens, account) -> text(tokens.of(account)) + "."),
        new Forgery(
            "a truncated signature",
            (tokens, account) -> tokens.of(account).replaceFirst(".{4}$", "")),
        new Forgery(
            "a doubled signature",
            (tokens, account) -> tokens.of(account) + signature(tokens.of(account))),
        new Forgery(
            "another token's signature",
            (tokens, account) -> text(tokens.of(account)) + "." + signature(tokens.of("other"))),
        new Forgery(
            "claims of another account's token changed",
            (tokens, account) -> {
              String[] parts = tokens.of("other").split("\\.", -1);
              return parts[0] + "." + TestingSigner.base64(claims(account)) + "." + parts[2];
            }));
  }

  private static Forgery claimed(String what, BiFunction<String, Long, String> claims) {
    return new Forgery(
        what, (tokens, account) -> tokens.kazoo().token(claims.apply(account, in(3600))));
  }

  private static Stream<Forgery> times() {
    return Stream.of(
        claimed(
            "expired", (account, exp) -> with(quoted(account), "\"kazoo\"", "\"exp\":" + in(-60))),
        claimed("no exp", (account, exp) -> with(quoted(account), "\"kazoo\"", "\"x\":1")),
        claimed(
            "not yet valid",
            (account, exp) ->
                with(quoted(account), "\"kazoo\"", "\"nbf\":" + in(600) + ",\"exp\":" + exp)),
        claimed(
            "over 8 KiB",
            (account, exp) ->
                with(
                    quoted(account),
                    "\"kazoo\"",
                    "\"exp\":" + exp + ",\"x\":\"" + "x".repeat(9_000) + "\"")));
  }

  private static Stream<Forgery> names() {
    return Stream.of(
        claimed(
            "another issuer",
            (account, exp) -> with(quoted(account), "\"evil\"", "\"exp\":" + exp)),
        claimed("no issuer", (account, exp) -> with(quoted(account), "null", "\"exp\":" + exp)),
        claimed("no account", (account, exp) -> "{\"iss\":\"kazoo\",\"exp\":" + exp + "}"),
        claimed(
            "a list of accounts",
            (account, exp) -> with("[" + quoted(account) + "]", "\"kazoo\"", "\"exp\":" + exp)),
        claimed("a number", (account, exp) -> with("1", "\"kazoo\"", "\"exp\":" + exp)),
        claimed(
            "two accounts",
            (account, exp) ->
                with("\"x\",\"account_id\":" + quoted(account), "\"kazoo\"", "\"exp\":" + exp)));
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String text(String token) {
    return token.substring(0, token.lastIndexOf('.'));
  }

  private static String signature(String token) {
    return token.substring(token.lastIndexOf('.') + 1);
  }
}
