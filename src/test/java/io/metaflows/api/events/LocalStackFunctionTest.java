package io.metaflows.api.events;

import io.metaflows.local.PretendSwitch;
import io.metaflows.local.TableFromTemplate;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.dynamodb.LocalStackDatabase;
import io.metaflows.testing.lambda.ExpectedAnswer;
import io.metaflows.testing.lambda.PackagedFunction;
import io.metaflows.testing.lambda.TestingEvents;
import io.metaflows.testing.lambda.TestingFunction;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is deployed, on LocalStack: {@code function.zip}, sent the files of events/. */
@Tag("localstack")
class LocalStackFunctionTest {

  /** Its own, since the events name scopes that are to be empty at first. */
  private static final String TABLE = "metaflows-packaged";

  @TempDir private static Path folder;
  private static PretendSwitch pretendSwitch;
  private static TestingFunction function;

  @BeforeAll
  static void start() throws Exception {
    URI database = LocalStackDatabase.endpoint();
    TableFromTemplate.load().create(database, TABLE);
    pretendSwitch = PretendSwitch.start("127.0.0.1", 0);
    Path zip = Path.of(System.getProperty("function.zip", "target/function.zip"));
    function =
        TestingFunction.start(
            PackagedFunction.unpack(zip, folder),
            Map.ofEntries(
                Map.entry("METAFLOWS_TABLE", TABLE),
                Map.entry("METAFLOWS_AUTH_MODE", "open"),
                Map.entry("METAFLOWS_CHANNELS_URL", pretendSwitch.url()),
                Map.entry("QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE", database.toString()),
                Map.entry("AWS_SAM_LOCAL", "true"),
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "test"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "test"),
                // The first requests of a cold JVM to a cold database are no production.
                Map.entry("METAFLOWS_STORE_CONNECT_TIMEOUT", "5S"),
                Map.entry("METAFLOWS_STORE_ATTEMPT_TIMEOUT", "20S"),
                Map.entry("METAFLOWS_STORE_CALL_TIMEOUT", "30S"),
                Map.entry("METAFLOWS_DEADLINE_DOCUMENTS", "40S"),
                Map.entry("METAFLOWS_DEADLINE_CHANNELS", "40S")));
  }

  @AfterAll
  static void stop() {
    if (function != null) {
      function.close();
    }
    if (pretendSwitch != null) {
      pretendSwitch.close();
    }
  }

  static List<ExpectedAnswer> answers() {
    return ExpectedAnswer.all();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void itAnswersEachEventAsExpected(ExpectedAnswer expected) {
    Reply answer = function.send(TestingEvents.read(expected.event()));
    expected.assertIs(answer.status(), answer.json());
  }
}
