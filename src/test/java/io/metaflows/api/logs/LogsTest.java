package io.metaflows.api.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.OpenMode;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.metaflows.testing.kazoo.TestingKazoo;
import io.metaflows.testing.kazoo.TestingKazooResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;

/** Contract, section 9: what the log tells of requests, and what it never tells. */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(OpenMode.class)
@WithTestResource(TestingKazooResource.class)
class LogsTest {

  TestingKazoo telephony;

  @Test
  void everyRequestIsToldAndNothingThatItHolds() throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Logger root = Logger.getLogger("");
    Handler handler = new StreamHandler(all, new SimpleFormatter());
    handler.setEncoding("UTF-8");
    handler.setLevel(Level.ALL);
    PrintStream out = System.out;
    PrintStream err = System.err;
    root.addHandler(handler);
    System.setOut(tee(out, all));
    System.setErr(tee(err, all));
    List<Traffic.Sent> sent;
    try {
      telephony.reset();
      sent = new Traffic(telephony, Api::send).run();
    } finally {
      System.setOut(out);
      System.setErr(err);
      root.removeHandler(handler);
      handler.flush();
    }
    String output = all.toString(StandardCharsets.UTF_8);

    assertThat(sent).hasSizeGreaterThan(30);
    Traffic.assertSilent(output);
    Traffic.assertTold(sent, output.lines().filter(line -> line.startsWith("INFO: ")).toList());
  }

  private static PrintStream tee(PrintStream one, OutputStream other) {
    return new PrintStream(
        new OutputStream() {
          @Override
          public void write(int b) throws java.io.IOException {
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
