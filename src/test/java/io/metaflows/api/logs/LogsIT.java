package io.metaflows.api.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.api.logs.Traffic.LoggedLine;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.api.Patience;
import io.metaflows.testing.lambda.ExecutionEnvironments;
import io.metaflows.testing.lambda.TestingFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
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
    List<LoggedLine> lines = read(executable.lines());
    Traffic.assertTold(sent, lines);
    List<String> cold =
        lines.stream()
            .filter(line -> line.message().equals("request"))
            .map(line -> line.fields().get("cold"))
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

  private static List<LoggedLine> read(List<String> lines) throws IOException {
    List<LoggedLine> read = new ArrayList<>();
    for (String line : lines) {
      JsonNode entry = Json.mapper().readTree(line);
      assertThat(entry.isObject()).as(line).isTrue();
      assertThat(entry.has("timestamp") && entry.has("level")).as(line).isTrue();
      Map<String, String> fields = new HashMap<>();
      entry
          .path("mdc")
          .properties()
          .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
      read.add(new LoggedLine(entry.get("message").asText(), fields));
    }
    return read;
  }
}
