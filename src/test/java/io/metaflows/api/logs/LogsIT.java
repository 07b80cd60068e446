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
 * The log of the executable is JSON, one object a line, and holds no secret (docs/deploy.md#logs).
 */
class LogsIT extends ExecutionEnvironments {

  @Test
  void everyRequestIsToldAndNothingThatItHolds() throws Exception {
    TestingFunction executable = start(environment());
    List<Traffic.Sent> sent = new Traffic(telephony, executable::send).run();
    Patience.until(() -> executable.output().contains(sent.get(sent.size() - 1).requestId()));
    executable.kill();

    Traffic.assertSilent(executable.output());
    List<JsonNode> entries = entries(executable.lines());
    Traffic.assertTold(sent, entries);
    List<String> cold =
        entries.stream()
            .filter(entry -> entry.get("message").asText().equals("request"))
            .map(entry -> entry.at("/mdc/cold").asText())
            .toList();
    assertThat(cold.get(0)).isEqualTo("true");
    assertThat(cold.subList(1, cold.size())).containsOnly("false");
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

  private static List<JsonNode> entries(List<String> lines) throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    for (String line : lines) {
      JsonNode entry = Json.mapper().readTree(line);
      assertThat(entry.isObject()).as(line).isTrue();
      assertThat(entry.has("timestamp") && entry.has("level")).as(line).isTrue();
      entries.add(entry);
    }
    return entries;
  }
}
