package io.metaflows.api.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.OpenMode;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.metaflows.testing.kazoo.TestingKazoo;
import io.metaflows.testing.kazoo.TestingKazooResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.junit.jupiter.api.Test;

/** What the log says of requests, and what it never says (docs/deploy.md#logs). */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(OpenMode.class)
@WithTestResource(TestingKazooResource.class)
class LogsTest {

  TestingKazoo telephony;

  @Test
  void everyRequestIsToldAndNothingThatItHolds() throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    // In this profile the lines with fields have a handler of their own.
    List<Logger> loggers = List.of(Logger.getLogger(""), Logger.getLogger("metaflows"));
    Handler handler = new StreamHandler(all, new JsonFormatter());
    handler.setEncoding("UTF-8");
    handler.setLevel(Level.ALL);
    PrintStream out = System.out;
    PrintStream err = System.err;
    loggers.forEach(logger -> logger.addHandler(handler));
    System.setOut(tee(out, all));
    System.setErr(tee(err, all));
    List<Traffic.Sent> sent;
    try {
      telephony.reset();
      sent = new Traffic(telephony, Api::send).run();
    } finally {
      System.setOut(out);
      System.setErr(err);
      loggers.forEach(logger -> logger.removeHandler(handler));
      handler.flush();
    }
    String output = all.toString(StandardCharsets.UTF_8);

    assertThat(sent).hasSizeGreaterThan(30);
    Traffic.assertSilent(output);
    Traffic.assertTold(sent, entries(output));
  }

  /** The lines that this test's handler has written, among those of the console. */
  private static List<JsonNode> entries(String output) throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    for (String line : output.lines().filter(text -> text.startsWith("{")).toList()) {
      entries.add(Json.mapper().readTree(line));
    }
    return entries;
  }

  private static PrintStream tee(PrintStream one, OutputStream other) {
    return new PrintStream(
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            one.write(b);
            synchronized (other) {
              other.write(b);
            }
          }
        },
        true,
        StandardCharsets.UTF_8);
  }
}
