package io.metaflows.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaflows.testing.TestingAuditLog;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every trigger leaves one audit line, whatever becomes of it (docs/deploy.md#audit-lines). */
class TriggerAuditTest {

  private static final String CARD_NUMBER = "4111111111111111";

  private final TestingAuditLog log = new TestingAuditLog();
  private final Calls calls = new Calls();

  @AfterEach
  void close() {
    calls.close();
    log.close();
  }

  private Map<String, String> onlyLine() {
    List<Map<String, String>> lines =
        log.lines().stream()
            .filter(line -> line.get("account").equals(calls.account.value()))
            .toList();
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  @Test
  void aTriggerThatWasSentNamesItsModule() {
    calls.trigger("{'module':'hangup'}");

    assertThat(onlyLine())
        .containsEntry("message", "audit")
        .containsEntry("action", "trigger")
        .containsEntry("request_id", "request")
        .containsEntry("call_id", Calls.CALL.value())
        .containsEntry("outcome", "sent")
        .containsEntry("module", "hangup")
        .containsEntry("scope", "-");
  }

  @Test
  void aModuleWithoutSchemaIsNotNamed() {
    calls.trigger("{'module':'" + CARD_NUMBER + "'}");

    assertThat(onlyLine()).containsEntry("outcome", "sent").containsEntry("module", "other");
    assertThat(onlyLine().values()).noneMatch(value -> value.contains(CARD_NUMBER));
  }

  @Test
  void aStoredModuleWithoutSchemaIsNotNamedEither() {
    calls.store("{'numbers':{'9':{'module':'" + CARD_NUMBER + "'}}}");
    calls.trigger("{'number':'9'}");

    assertThat(onlyLine())
        .containsEntry("outcome", "sent")
        .containsEntry("module", "other")
        .containsEntry("scope", "account");
  }

  static Stream<Throwable> unforeseen() {
    return Stream.of(
        new IllegalStateException("unforeseen"),
        new NumberFormatException("unforeseen"),
        new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("unforeseen")
  void aFailureOfThisServiceWhileItRunsLeavesALine(Throwable failure) {
    calls.telephony.runs(() -> raise(failure));

    assertThatThrownBy(() -> calls.trigger("{'module':'hangup'}")).isSameAs(failure);

    assertThat(onlyLine())
        .containsEntry("outcome", "failed")
        .containsEntry("request_id", "request")
        .containsEntry("call_id", Calls.CALL.value())
        .containsEntry("module", "-");
  }

  @ParameterizedTest
  @MethodSource("unforeseen")
  void afterSuchAFailureTheKeyIsOfUnknownOutcome(Throwable failure) {
    calls.telephony.runs(() -> raise(failure));
    assertThatThrownBy(() -> calls.trigger("{'module':'hangup'}", "k")).isSameAs(failure);
    assertThat(onlyLine()).containsEntry("outcome", "failed");

    assertThat(calls.trigger("{'module':'hangup'}", "k"))
        .isEqualTo(TriggerResult.FIRST_OUTCOME_UNKNOWN);
    assertThat(calls.telephony.ran()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'number':'9'}", "{'digits':'9'}"})
  void aFailureOfThisServiceBeforeItRunsLeavesALine(String data) {
    IllegalStateException failure = new IllegalStateException("unforeseen");
    calls.telephony.finds(
        () -> {
          throw failure;
        });

    assertThatThrownBy(() -> calls.trigger(data)).isSameAs(failure);

    assertThat(onlyLine()).containsEntry("outcome", "failed");
  }

  private static RunResult raise(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
