package io.metaflows.api.events;

import static io.metaflows.testing.api.ApiAssertions.assertError;
import static io.metaflows.testing.api.ApiAssertions.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.local.PretendSwitch;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.OpenMode;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.metaflows.testing.kazoo.TestingKazoo;
import io.metaflows.testing.kazoo.TestingKazooResource;
import io.metaflows.testing.lambda.TestingEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code sam local invoke -e} answers to each file of events/. */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(OpenMode.class)
@WithTestResource(TestingKazooResource.class)
class EventsApiTest {

  private static final String SEED =
      "{'patterns':{'2(\\\\d+)':{'module':'transfer','data':{'takeback_dtmf':'*1',"
          + "'captures':['no_match'],'transfer_type':'blind'}}},'binding_digit':'*'}";
  private static final String FOR_ALL =
      "{'digit_timeout':1500,'listen_on':'both','binding_digit':'*',"
          + "'numbers':{'9':{'module':'hangup','data':{}}},"
          + "'patterns':{'2(\\\\d+)':{'module':'transfer','data':{'captures':['no_match'],"
          + "'transfer_type':'blind'}}}}";
  private static final String TRANSFER =
      "{'module':'transfer','data':{'captures':['1234'],'collected':'21234',"
          + "'transfer_type':'blind'}}";
  private static final String BY_PATTERN = "'matched':{'scope':'account','pattern':'2(\\\\d+)'}}";
  private static final String SENT_BY_DIGITS =
      "{'message':'metaflow sent','metaflow':" + TRANSFER + "," + BY_PATTERN;
  private static final String SENT_BY_PATTERN =
      "{'message':'metaflow sent','metaflow':"
          + TRANSFER.replace("'collected':'21234',", "")
          + ","
          + BY_PATTERN;
  private static final String REQUIRED = "'message':'Field is required but missing'";
  private static final String FAILED = "{'message':'precondition failed'}";
  private static final String NO_METHOD = "{'message':'method not allowed'}";
  private static final String NO_TOKEN = "{'message':'invalid credentials'}";
  private static final String DOCUMENT = "account-post-json";

  TestingKazoo telephony;

  /**
   * @param given what is sent before
   * @param message empty for a success
   */
  private record Row(String event, List<String> given, int status, String message, String data) {

    static Row success(String event, String data, String... given) {
      return new Row(event, List.of(given), 200, "", data);
    }

    static Row error(String event, int status, String message, String data, String... given) {
      return new Row(event, List.of(given), status, message, data);
    }

    static Row sent(String event, String data) {
      return new Row(event, List.of(DOCUMENT), 201, "", data);
    }

    static Row invalid(String event, String data) {
      return error(event, 400, "validation error", data);
    }

    @Override
    public String toString() {
      return event;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(documents(), refusedDocuments(), channels()).flatMap(rows -> rows);
  }

  private static Stream<Row> documents() {
    return Stream.of(
        Row.success("account-get", SEED, "account-post"),
        Row.success("account-get-bearer", SEED, "account-post"),
        Row.success("account-get-trailing-slash", SEED, "account-post"),
        Row.success("account-get-if-none-match", SEED, "account-post"),
        Row.success("account-post", SEED),
        Row.success("account-post-json", FOR_ALL),
        Row.success("account-post-x-json", SEED),
        Row.success("account-post-typeless", SEED),
        Row.success("account-post-if-none-match", SEED),
        Row.success("account-delete", "{}", "account-post"),
        Row.success("user-get", SEED, "user-post", "account-post-json"),
        Row.success("user-post", SEED),
        Row.success(
            "user-post-form-like-a-form",
            "{'numbers':{'7':{'module':'pivot','data':{'method':'get',"
                + "'req_format':'kazoo','debug':false,"
                + "'voice_url':'https://pbx.example.com/ivr?lang=en&greeting=Hello+world%21'}}}}"),
        Row.success("user-delete", "{}", "user-post"),
        Row.success("device-get", SEED, "device-post", "user-delete"),
        Row.success("device-post", SEED),
        Row.success("device-delete", "{}"));
  }

  private static Stream<Row> refusedDocuments() {
    return Stream.of(
        Row.error(
            "account-get-bad-id",
            404,
            "bad identifier",
            "{'message':\"invalid account_id 'not;an=id'\"}"),
        Row.error(
            "user-get-bad-id", 404, "bad identifier", "{'message':\"invalid user_id 'no one'\"}"),
        Row.error(
            "device-get-bad-id", 404, "bad identifier", "{'message':\"invalid device_id 'a%41'\"}"),
        Row.error("unknown-path-get", 404, "not_found", "{'message':'not found'}"),
        Row.error("account-head", 405, "invalid_method", NO_METHOD),
        Row.error("account-patch", 405, "invalid_method", NO_METHOD),
        Row.error("account-get-no-token", 401, "invalid_credentials", NO_TOKEN),
        Row.error("account-get-two-tokens", 401, "invalid_credentials", NO_TOKEN),
        Row.error("account-post-if-match", 412, "precondition_failed", FAILED),
        Row.error("account-delete-if-match", 412, "precondition_failed", FAILED),
        Row.error("account-post-text", 415, "unsupported_media_type", "{}"),
        Row.invalid("account-post-empty", "{'data':{'required':{" + REQUIRED + "}}}"),
        Row.invalid(
            "account-post-no-data",
            "{'data':{'required':{" + REQUIRED + ",'value':{'binding_digit':'*'}}}}"),
        Row.invalid(
            "account-post-verb",
            "{'verb':{'error':{'message':'method tunnelling is not supported','value':'DELETE'}}}"),
        Row.invalid("account-post-not-json", "{'json':{'invalid':{}}}"),
        Row.invalid(
            "account-post-not-base64",
            "{'json':{'invalid':{'message':'the body is marked as base64 and is not'}}}"),
        Row.invalid(
            "account-post-method-override",
            "{'verb':{'error':{'message':'method tunnelling is not supported','value':'DELETE'}}}"),
        Row.error(
            "account-post-gzip",
            415,
            "unsupported_media_type",
            "{'message':'send the body uncompressed'}"),
        Row.invalid(
            "account-post-invalid",
            "{'binding_digit':{'enum':{}},'digit_timeout':{'minimum':{}},"
                + "'numbers.1.data.voice_url':{'required':{}},'patterns.2(\\\\d+':{'error':{}}}"));
  }

  private static Stream<Row> channels() {
    return Stream.of(
        Row.sent("channel-put-digits", SENT_BY_DIGITS),
        Row.sent("channel-put-form", SENT_BY_DIGITS),
        Row.sent("channel-put-idempotency-key", SENT_BY_DIGITS),
        Row.sent("channel-put-pattern", SENT_BY_PATTERN),
        Row.sent(
            "channel-put-number",
            "{'message':'metaflow sent','metaflow':{'module':'hangup','data':{}},"
                + "'matched':{'scope':'account','number':'9'}}"),
        Row.sent("channel-put-inline", "'metaflow sent'"),
        Row.success(
            "channel-put-digits-dry-run",
            SENT_BY_DIGITS.replace("metaflow sent", "metaflow not sent"),
            DOCUMENT),
        Row.success(
            "channel-put-inline-dry-run",
            "{'message':'metaflow not sent','metaflow':{'module':'hangup','data':{}}}"),
        Row.error("channel-get", 405, "invalid_method", NO_METHOD),
        Row.error("channel-put-no-token", 401, "invalid_credentials", NO_TOKEN),
        Row.error("channel-put-no-action", 400, "invalid data", "{}"),
        Row.error("channel-put-bad-id", 404, "not_found", "{'message':'not found'}"),
        Row.invalid("channel-put-two-forms", "{'digits':{'error':{}}}"));
  }

  @BeforeEach
  void nothingIsStoredAndTheDemoCallIsLive() {
    telephony.reset();
    telephony.live(PretendSwitch.ACCOUNT, PretendSwitch.DESK_CALL);
    for (String event : List.of("account-delete", "user-delete", "device-delete")) {
      assertThat(send(event).status()).isEqualTo(200);
    }
  }

  @Test
  void noFileIsForgotten() {
    assertThat(rows().map(Row::event)).containsExactlyInAnyOrderElementsOf(TestingEvents.names());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void itIsAnswered(Row row) {
    row.given().forEach(event -> assertThat(send(event).status()).isEqualTo(200));

    Reply reply = send(row.event());

    if (row.message().isEmpty()) {
      assertThat(reply.status()).as(reply.text()).isEqualTo(row.status());
      assertThat(reply.data()).isEqualTo(json(quoted(row.data())));
    } else if (row.status() == 400 || row.status() == 412) {
      assertThat(reply.status()).as(reply.text()).isEqualTo(row.status());
      assertThat(reply.message()).isEqualTo(row.message());
      Shape.assertHolds(reply.data(), json(quoted(row.data())));
    } else {
      assertError(reply, row.status(), row.message(), quoted(row.data()));
    }
  }

  private static Reply send(String event) {
    return Api.sendEvent(Path.of("events", event + ".json"));
  }

  private static String quoted(String text) {
    return text.contains("\"")
        ? text.replace("{'message':", "{\"message\":")
        : text.replace('\'', '"');
  }
}
