package io.metaflows.http;

import static io.metaflows.http.ApiAssertions.fresh;

import io.metaflows.local.EmbeddedDynamoDb;
import io.metaflows.local.TableFromTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Several executables over one database and one switch, as Lambda runs them under load. */
abstract class ExecutionEnvironments {

  static final String CALL = "call-1";
  static final String HANGUP = "{\"module\":\"hangup\"}";

  final List<Executable> running = new ArrayList<>();
  EmbeddedDynamoDb database;
  StubbedSwitch telephony;
  String account;

  @BeforeEach
  void startWhatIsOutside() {
    database = EmbeddedDynamoDb.inMemory();
    TableFromTemplate.load().create(database.endpoint(), Table.NAME);
    telephony = StubbedSwitch.start();
    account = fresh();
    telephony.live(account, CALL);
  }

  @AfterEach
  void stop() {
    running.forEach(Executable::close);
    telephony.close();
    database.close();
  }

  /** What it is set by, as a deployment would. */
  Map<String, String> environment() {
    Map<String, String> environment =
        new HashMap<>(
            Executable.environment(DynamoDbResource.settings(database.endpoint().toString())));
    environment.put("METAFLOWS_AUTH_MODE", "open");
    environment.put("AWS_SAM_LOCAL", "true");
    environment.put("METAFLOWS_CHANNELS_URL", telephony.url());
    return environment;
  }

  Executable start(Map<String, String> environment) {
    Executable executable = Executable.start(environment);
    running.add(executable);
    return executable;
  }

  Api run(String data) {
    return Api.put(
        "/v2/accounts/" + account + "/channels/" + CALL,
        "{\"action\":\"metaflow\",\"data\":" + data + "}");
  }
}
