package io.metaflows.api.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.api.Patience;
import io.metaflows.testing.lambda.ExecutionEnvironments;
import io.metaflows.testing.lambda.TestingFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Contract, section 9, on the executable: its log is JSON, one object a line, and holds no secret.
 */
class LogsIT extends ExecutionEnvironments {

  @Test
  void everyRequestIsToldAndNothingThatItHolds() throws Exception {
    TestingFunction executable = start(environment());
    List<Traffic.Sent> sent = new Traffic(telephony, executable::send).run();
    Patience.until(() -> executable.output().contains(sent.get(sent.size() - 1).requestId()));
    executable.kill();

    Traffic.assertSilent(executable.output());
    List<String> messages = messages(executable.lines());
    Traffic.assertTold(sent, messages);
    List<String> access = messages.stream().filter(line -> line.startsWith("request ")).toList();
    assertThat(access.get(0)).contains(" cold=true ");
    assertThat(access.subList(1, access.size())).allMatch(line -> line.contains(" cold=false "));
  }

  @Test
  void aFailureToStartIsSilentAboutItsSettings() {
    try (TestingFunction executable =
        TestingFunction.start(
            Map.of(
                "METAFLOWS_AUTH_MODE", "jwt",
                "METAFLOWS_AUTH_JWT_KEYS", "{\"keys\":[{\"d\":\"privatethatstandsout\"}]}"))) {
      assertThat(executable.exitCode()).isNotZero();
      assertThat(executable.output()).doesNotContain("privatethatstandsout");
    }
  }

  private static List<String> messages(List<String> lines) throws IOException {
    List<String> messages = new ArrayList<>();
    for (String line : lines) {
      JsonNode entry = Json.mapper().readTree(line);
      assertThat(entry.isObject()).as(line).isTrue();
      assertThat(entry.has("timestamp") && entry.has("level")).as(line).isTrue();
      messages.add(entry.get("message").asText());
    }
    return messages;
  }
}
