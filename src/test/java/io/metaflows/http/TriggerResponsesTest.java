package io.metaflows.http;

import static io.metaflows.metaflow.Given.json;
import static io.metaflows.metaflow.Given.metaflow;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.metaflows.channels.SelectedMetaflow;
import io.metaflows.channels.SwitchFailure;
import io.metaflows.channels.TriggerResult;
import io.metaflows.http.GivenRequest.Read;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.EntryKind;
import io.metaflows.metaflow.MatchedEntry;
import io.metaflows.metaflow.Scope;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The status, message, data and headers of each result of a trigger (docs/api.md#errors). */
class TriggerResponsesTest {

  private static final AccountId ACCOUNT = new AccountId("acc");
  private static final Map<String, String> NONE = Map.of();
  private static final Map<String, String> SOON = Map.of("Retry-After", "1");
  private static final String NODE = "{'module':'hangup','data':{}}";
  private static final SelectedMetaflow INLINE =
      new SelectedMetaflow(metaflow(NODE), Optional.empty());

  private static SelectedMetaflow stored(Scope scope, EntryKind kind, String name) {
    return new SelectedMetaflow(metaflow(NODE), Optional.of(new MatchedEntry(scope, kind, name)));
  }

  private static Arguments row(
      TriggerResult result,
      int status,
      String message,
      JsonNode data,
      Map<String, String> headers) {
    return Arguments.of(result, new Read(status, message, data, headers));
  }

  private static Arguments row(
      SwitchFailure failure, int status, String message, String data, Map<String, String> headers) {
    return row(new TriggerResult.SwitchFailed(failure), status, message, json(data), headers);
  }

  private static Arguments unreachable(
      SwitchFailure failure, int status, String text, Map<String, String> headers) {
    return row(failure, status, "channels_unreachable", "{'message':'" + text + "'}", headers);
  }

  static Stream<Arguments> results() {
    return Stream.of(
        row(
            new TriggerResult.MetaflowSent(INLINE),
            201,
            "",
            TextNode.valueOf("metaflow sent"),
            NONE),
        row(
            new TriggerResult.MetaflowSent(
                stored(new Scope.Account(ACCOUNT), EntryKind.PATTERN, "2(.)")),
            201,
            "",
            json(
                "{'message':'metaflow sent','metaflow':"
                    + NODE
                    + ",'matched':{'scope':'account','pattern':'2(.)'}}"),
            NONE),
        row(
            new TriggerResult.MetaflowNotSent(
                stored(new Scope.User(ACCOUNT, "alice"), EntryKind.NUMBER, "9")),
            200,
            "",
            json(
                "{'message':'metaflow not sent','metaflow':"
                    + NODE
                    + ",'matched':{'scope':'user','number':'9'}}"),
            NONE),
        row(
            new TriggerResult.MetaflowNotSent(INLINE),
            200,
            "",
            json("{'message':'metaflow not sent','metaflow':" + NODE + "}"),
            NONE),
        row(
            new TriggerResult.NoSuchMetaflow(
                "*9",
                List.of(
                    new TriggerResult.ReadScope(new Scope.Account(ACCOUNT), true),
                    new TriggerResult.ReadScope(new Scope.Device(ACCOUNT, "desk"), false)),
                "#"),
            404,
            "bad_identifier",
            json(
                "{'message':'bad identifier','cause':'*9','binding_digit':'#','scopes':"
                    + "[{'scope':'account','document':true},"
                    + "{'scope':'device','id':'desk','document':false}]}"),
            NONE),
        row(
            new TriggerResult.NodeInvalid("validation error", json("{'data.id':{'type':{}}}")),
            400,
            "validation error",
            json("{'data.id':{'type':{}}}"),
            NONE),
        row(
            TriggerResult.DATASTORE_UNREACHABLE,
            503,
            "datastore_unreachable",
            json("{'message':'datastore timeout'}"),
            SOON),
        row(
            new TriggerResult.FirstStillRunning(Duration.ofMillis(3_001)),
            409,
            "idempotency_in_progress",
            json("{'message':'the first request with this idempotency key has not ended'}"),
            Map.of("Retry-After", "4")),
        row(
            new TriggerResult.FirstStillRunning(Duration.ZERO),
            409,
            "idempotency_in_progress",
            json("{'message':'the first request with this idempotency key has not ended'}"),
            SOON),
        row(
            TriggerResult.FIRST_OUTCOME_UNKNOWN,
            409,
            "idempotency_unknown_outcome",
            json(
                "{'message':'whether the first request with this idempotency key ran"
                    + " is not known'}"),
            NONE),
        row(
            TriggerResult.KEY_REUSED,
            422,
            "idempotency_conflict",
            json("{'message':'this idempotency key was used for another request'}"),
            NONE));
  }

  static Stream<Arguments> failures() {
    String notKnown = ": the metaflow was sent, and whether it ran is not known";
    return Stream.of(
        row(
            SwitchFailure.UNKNOWN_TOKEN,
            401,
            "invalid_credentials",
            "{'message':'invalid credentials','reason':'send a valid token in X-Auth-Token, or in"
                + " Authorization after the word Bearer'}",
            Map.of("WWW-Authenticate", "Bearer realm=\"metaflows\"")),
        row(SwitchFailure.NO_RIGHT, 403, "forbidden", "{'message':'forbidden'}", NONE),
        row(
            new TriggerResult.SwitchFailed(SwitchFailure.NOT_LIVE),
            404,
            "bad identifier",
            json("{'a':['call-1']}").path("a"),
            NONE),
        unreachable(SwitchFailure.BUSY, 503, "the switch is busy: nothing was run", SOON),
        unreachable(
            new SwitchFailure.Refused("the switch answered 409"),
            502,
            "the switch answered 409: refused, nothing was run",
            NONE),
        unreachable(
            new SwitchFailure.NotAsked(false, "no connection"),
            502,
            "no connection: nothing was sent",
            NONE),
        unreachable(
            new SwitchFailure.NotAsked(true, "no time"), 504, "no time: nothing was sent", NONE),
        unreachable(new SwitchFailure.NoAnswer(false, "reset"), 502, "reset" + notKnown, NONE),
        unreachable(new SwitchFailure.NoAnswer(true, "slow"), 504, "slow" + notKnown, NONE));
  }

  @ParameterizedTest
  @MethodSource({"results", "failures"})
  void eachResultHasItsResponse(TriggerResult result, Read expected) throws IOException {
    assertThat(Read.of(response(result))).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource({"results", "failures"})
  void aReplayIsTheFirstResponseWithAHeaderThatSaysSo(TriggerResult first, Read expected)
      throws IOException {
    Read replayed = Read.of(response(new TriggerResult.Replayed(first)));

    assertThat(replayed.headers())
        .containsEntry("Idempotent-Replayed", "true")
        .containsAllEntriesOf(expected.headers())
        .hasSize(expected.headers().size() + 1);
    assertThat(replayed)
        .isEqualTo(
            new Read(expected.status(), expected.message(), expected.data(), replayed.headers()));
  }

  @Test
  void onlyA401LeavesTheTokenOut() {
    assertThat(text(new TriggerResult.SwitchFailed(SwitchFailure.UNKNOWN_TOKEN)))
        .doesNotContain("token-1");
    assertThat(text(new TriggerResult.SwitchFailed(SwitchFailure.NO_RIGHT))).contains("token-1");
    assertThat(text(new TriggerResult.MetaflowSent(INLINE))).contains("token-1");
  }

  private static String text(TriggerResult result) {
    return new String(response(result).body(), UTF_8);
  }

  private static ApiResponse response(TriggerResult result) {
    TriggerResult.TriggerResultFold<ApiResponse> responses =
        new TriggerResponses(
            GivenRequest.of("PUT", Map.of("x-auth-token", "token-1")),
            new CallId("call-1"),
            GivenRequest.ENVELOPE);
    return result.fold(responses);
  }
}
