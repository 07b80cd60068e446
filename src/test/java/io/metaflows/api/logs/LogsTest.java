package io.metaflows.api.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.api.logs.Traffic.LoggedLine;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
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
    List<LoggedLine> lines = Collections.synchronizedList(new ArrayList<>());
    Handler handler = new StreamHandler(all, new PatternFormatter("%s %X%e%n"));
    handler.setEncoding("UTF-8");
    Handler reader =
        new ExtHandler() {
          @Override
          protected void doPublish(ExtLogRecord line) {
            lines.add(new LoggedLine(line.getFormattedMessage(), line.getMdcCopy()));
          }
        };
    handler.setLevel(Level.ALL);
    PrintStream out = System.out;
    PrintStream err = System.err;
    root.addHandler(handler);
    root.addHandler(reader);
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
      root.removeHandler(reader);
      handler.flush();
    }
    String output = all.toString(StandardCharsets.UTF_8);

    assertThat(sent).hasSizeGreaterThan(30);
    Traffic.assertSilent(output);
    Traffic.assertTold(sent, List.copyOf(lines));
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
