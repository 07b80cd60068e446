package io.metaflows.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.http.ApiRequest;
import io.metaflows.http.ApiResponse;
import io.metaflows.metaflow.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The events that the function takes, and the shape of each answer (docs/api.md#events). */
class LambdaEventTest {

  private static final String REST =
      "{'version':'1.0','httpMethod':'put','path':'/v2/accounts/a/channels/c',"
          + "'headers':{'X-Auth-Token':'t'},"
          + "'multiValueHeaders':{'X-Auth-Token':['t'],'If-Match':['1','2']},"
          + "'queryStringParameters':{'dry_run':'true'},"
          + "'multiValueQueryStringParameters':{'dry_run':['true','a b&c']},"
          + "'requestContext':{'stage':'dev','requestId':'r'},'body':'{}','isBase64Encoded':false}";

  private static final String BALANCER =
      "{'httpMethod':'GET','path':'/v2/accounts/a/channels/a%40b','headers':{'x-auth-token':'t'},"
          + "'queryStringParameters':{'x':'a%20b'},'requestContext':{'elb':{'targetGroupArn':'x'}},"
          + "'body':'','isBase64Encoded':false}";

  @Test
  void anEventOfFormat1KeepsSeveralValuesApartAndTheyAreJoinedHere() {
    ApiRequest request = request(REST);

    assertThat(request.method()).isEqualTo("PUT");
    assertThat(request.segments()).containsExactly("v2", "accounts", "a", "channels", "c");
    assertThat(request.headers())
        .containsEntry("if-match", "1,2")
        .containsEntry("x-auth-token", "t");
    assertThat(request.query()).isEqualTo("dry_run=true&dry_run=a+b%26c");
    assertThat(request.body()).isEqualTo("{}".getBytes(UTF_8));
    assertThat(request.traces())
        .containsEntry("gateway_request_id", "r")
        .containsEntry("lambda_request_id", "lambda-id");
  }

  @Test
  void anEventOfFormat1WithoutSeveralValuesIsReadToo() {
    ApiRequest request =
        request(
            "{'httpMethod':'GET','path':'/v2','headers':{'A':'b'},'multiValueHeaders':null,"
                + "'queryStringParameters':null,'multiValueQueryStringParameters':null,"
                + "'requestContext':{},'body':null}");

    assertThat(request.headers()).containsExactly(Map.entry("a", "b"));
    assertThat(request.query()).isEmpty();
    assertThat(request.body()).isEmpty();
  }

  @Test
  void aLoadBalancerDecodesNothingSoASegmentIsDecodedOnceHere() {
    ApiRequest request = request(BALANCER);

    assertThat(request.segments()).endsWith("a@b");
    assertThat(request.query()).isEqualTo("x=a%20b");
  }

  @ParameterizedTest
  @CsvSource({
    "dev, /dev/v2/accounts, v2 accounts",
    "dev, /v2/accounts, v2 accounts",
    "$default, /v2/accounts, v2 accounts",
    "v2, /v2/accounts, v2 accounts",
    "v2, /v2/v2/accounts, v2 accounts",
    "dev, /pbx/flows/v2/accounts, v2 accounts",
    "dev, /pbx/flows/dev/v2/accounts, v2 accounts",
    "dev, /pbx/v2/accounts, pbx v2 accounts",
    "dev, /development/v2, development v2"
  })
  void theBasePathAndThenTheStageAreTakenOff(String stage, String path, String segments) {
    ApiRequest request =
        http(
                "{'version':'2.0','rawPath':'%s','requestContext':{'stage':'%s','http':{'method':'GET'}}}"
                    .formatted(path, stage),
                BasePath.of(Optional.of("/pbx/flows/")))
            .request();

    assertThat(request.segments()).containsExactly(segments.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a b", "a//b", "a?b", "%41"})
  void aBasePathThatIsNoPathIsRefusedWithItsSetting(String setting) {
    assertThatThrownBy(() -> BasePath.of(Optional.of(setting)))
        .hasMessageContaining("metaflows.base-path (METAFLOWS_BASE_PATH)");
  }

  @Test
  void aBodyThatIsMarkedAsBase64AndIsNotHasAFault() {
    assertThat(
            request(REST.replace("'isBase64Encoded':false", "'isBase64Encoded':true")).bodyFault())
        .contains("the body is marked as base64 and is not");
    assertThat(request(REST).bodyFault()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws.events", "serverless-plugin-warmup"})
  void aPingAsksForNothing(String source) {
    String answered =
        event("{'source':'" + source + "'}", BasePath.of(Optional.empty()))
            .fold(http -> "http", LambdaEvent.Ping::source);
    assertThat(answered).isEqualTo(source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{'Records':[{'eventSource':'aws:sqs','body':'x'}]}",
        "{'source':'aws.s3'}",
        "{'requestContext':{'connectionId':'x','eventType':'MESSAGE'},'body':'x'}"
      })
  void anyOtherEventFailsAndSaysWhatIsTaken(String event) {
    assertThatThrownBy(() -> event(event, BasePath.of(Optional.empty())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HTTP API or REST API")
        .hasMessageContaining("Application Load Balancer");
  }

  @Test
  void eachAnswerHasTheShapeOfItsSender() throws IOException {
    assertThat(answer(REST))
        .isEqualTo(
            json("{'statusCode':412,'headers':{'ETag':'x'},'body':'{}','isBase64Encoded':false}"));
    assertThat(answer(BALANCER))
        .isEqualTo(
            json(
                "{'statusCode':412,'statusDescription':'412 Precondition Failed',"
                    + "'headers':{'ETag':'x'},'body':'{}','isBase64Encoded':false}"));
    assertThat(
            answer(
                BALANCER.replace("'headers':", "'multiValueHeaders':").replace(":'t'", ":['t']")))
        .isEqualTo(
            json(
                "{'statusCode':412,'statusDescription':'412 Precondition Failed',"
                    + "'multiValueHeaders':{'ETag':['x']},'body':'{}','isBase64Encoded':false}"));
  }

  private static JsonNode answer(String event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(out)) {
      http(event, BasePath.of(Optional.empty()))
          .write(new ApiResponse(412, Map.of("ETag", "x"), "{}".getBytes(UTF_8)), json);
    }
    return Json.mapper().readTree(out.toByteArray());
  }

  private static ApiRequest request(String event) {
    return http(event, BasePath.of(Optional.of("pbx"))).request();
  }

  private static HttpEvent http(String event, BasePath basePath) {
    return event(event, basePath)
        .fold(
            http -> http,
            ping -> {
              throw new AssertionError(List.of(ping).toString());
            });
  }

  private static LambdaEvent event(String event, BasePath basePath) {
    return LambdaEvent.of(json(event), basePath, "lambda-id");
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
