package io.metaflows.testing.lambda;

import static io.metaflows.testing.api.ApiAssertions.fresh;

import io.metaflows.local.EmbeddedDynamoDb;
import io.metaflows.local.TableFromTemplate;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.metaflows.testing.dynamodb.TestingTable;
import io.metaflows.testing.kazoo.TestingKazoo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Several executables over one database and one switch, as Lambda runs them under load. */
public abstract class ExecutionEnvironments {

  protected static final String CALL = "call-1";
  protected static final String HANGUP = "{\"module\":\"hangup\"}";

  protected final List<TestingFunction> running = new ArrayList<>();
  protected EmbeddedDynamoDb database;
  protected TestingKazoo telephony;
  protected String account;

  @BeforeEach
  protected void startWhatIsOutside() {
    database = EmbeddedDynamoDb.inMemory();
    TableFromTemplate.load().create(database.endpoint(), TestingTable.NAME);
    telephony = TestingKazoo.start();
    account = fresh();
    telephony.live(account, CALL);
  }

  @AfterEach
  protected void stop() {
    running.forEach(TestingFunction::close);
    telephony.close();
    database.close();
  }

  /** What it is set by, as a deployment would. */
  public Map<String, String> environment() {
    Map<String, String> environment =
        new HashMap<>(
            TestingFunction.environment(
                TestingDynamoDbResource.settings(database.endpoint().toString())));
    environment.put("METAFLOWS_AUTH_MODE", "open");
    environment.put("AWS_SAM_LOCAL", "true");
    environment.put("METAFLOWS_CHANNELS_URL", telephony.url());
    return environment;
  }

  protected TestingFunction start(Map<String, String> environment) {
    TestingFunction executable = TestingFunction.start(environment);
    running.add(executable);
    return executable;
  }

  protected Api run(String data) {
    return Api.put(
        "/v2/accounts/" + account + "/channels/" + CALL,
        "{\"action\":\"metaflow\",\"data\":" + data + "}");
  }
}
