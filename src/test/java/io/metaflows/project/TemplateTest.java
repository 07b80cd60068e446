package io.metaflows.project;

import static io.metaflows.project.Template.list;
import static io.metaflows.project.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaflows.SettingNames;
import io.metaflows.store.Documents;
import io.metaflows.store.IdempotencyRecords;
import io.metaflows.testing.lambda.TestingEvents;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds template.yaml against the contract and the code. */
class TemplateTest {

  private static final String DOCUMENTS = "MetaflowsFunction";
  private static final String TRIGGER = "ChannelTriggerFunction";

  private static final Set<String> SETTINGS =
      SettingNames.all().stream().map(SettingNames::variable).collect(Collectors.toSet());

  private static final Template TEMPLATE = Template.read();
  private static final Gateway GATEWAY = Gateway.of(TEMPLATE);

  @ParameterizedTest
  @CsvSource({
    "GET,    /v2/accounts/a/metaflows,           MetaflowsFunction",
    "POST,   /v2/accounts/a/metaflows,           MetaflowsFunction",
    "DELETE, /v2/accounts/a/metaflows,           MetaflowsFunction",
    "GET,    /v2/accounts/a/users/u/metaflows,   MetaflowsFunction",
    "POST,   /v2/accounts/a/users/u/metaflows,   MetaflowsFunction",
    "DELETE, /v2/accounts/a/users/u/metaflows,   MetaflowsFunction",
    "GET,    /v2/accounts/a/devices/d/metaflows, MetaflowsFunction",
    "POST,   /v2/accounts/a/devices/d/metaflows, MetaflowsFunction",
    "DELETE, /v2/accounts/a/devices/d/metaflows, MetaflowsFunction",
    "PUT,    /v2/accounts/a/channels/c,          ChannelTriggerFunction",
    // Wrong methods get the 405 of the function that knows the right ones.
    "PATCH,  /v2/accounts/a/metaflows,           MetaflowsFunction",
    "HEAD,   /v2/accounts/a/users/u/metaflows,   MetaflowsFunction",
    "GET,    /v2/accounts/a/channels/c,          ChannelTriggerFunction",
    "DELETE, /v2/accounts/a/channels/c,          ChannelTriggerFunction",
    // Paths that are almost one of these.
    "GET,    /v2/accounts/a/metaflows/,          MetaflowsFunction",
    "POST,   /v2/accounts/a/users/u/metaflows/,  MetaflowsFunction",
    "PUT,    /v2/accounts/a/channels/c/,         ChannelTriggerFunction",
    "PUT,    /v2/accounts/a/channels/c/d,        ChannelTriggerFunction",
    "PUT,    /v2/accounts/a/channels/metaflows,  ChannelTriggerFunction",
    "GET,    /v2/accounts/channels/metaflows,    MetaflowsFunction",
    // What nobody knows.
    "GET,    /v2/accounts/a/channels,            MetaflowsFunction",
    "PUT,    /v2/accounts/a/channels/,           MetaflowsFunction",
    "GET,    /v2/accounts/a/callflows,           MetaflowsFunction",
    "GET,    /,                                  MetaflowsFunction",
  })
  void everyRequestReachesTheFunctionThatAnswersIt(String method, String path, String function) {
    assertThat(GATEWAY.route(method, path).map(Gateway.Route::function)).contains(function);
  }

  @Test
  void everyRouteLeadsToOneFunction() {
    assertThat(GATEWAY.routes()).extracting(Gateway.Route::key).doesNotHaveDuplicates();
  }

  @Test
  void theTwoFunctionsShareOneArtifactAndServeTheirOwnRoutes() {
    assertThat(TEMPLATE.resources("AWS::Serverless::Function"))
        .containsOnlyKeys(DOCUMENTS, TRIGGER);
    assertThat(TEMPLATE.environment(DOCUMENTS)).containsEntry("METAFLOWS_SERVES", "documents");
    assertThat(TEMPLATE.environment(TRIGGER)).containsEntry("METAFLOWS_SERVES", "channels");
    assertThat(TEMPLATE.ofFunction(DOCUMENTS, "CodeUri"))
        .isEqualTo(TEMPLATE.ofFunction(TRIGGER, "CodeUri"))
        .isEqualTo("target/native/function.zip");
  }

  @ParameterizedTest
  @CsvSource({DOCUMENTS + ", 4", TRIGGER + ", 5"})
  void aFunctionOutlivesItsDeadline(String function, int deadlineSeconds) {
    // Twice: the deadline begins with the request, a cold function's clock before.
    assertThat((int) TEMPLATE.ofFunction(function, "Timeout")).isBetween(2 * deadlineSeconds, 29);
  }

  @Test
  void theRolesAllowWhatTheStoreDoesAndNothingElse() {
    Set<String> documents = allowed("MetaflowsRole", "A#*");
    Set<String> documentsForTriggers = allowed("ChannelTriggerRole", "A#*");
    Set<String> records = allowed("ChannelTriggerRole", "I#*");

    assertThat(union(documents, documentsForTriggers)).isEqualTo(DatabaseCalls.of(Documents.class));
    assertThat(records).isEqualTo(DatabaseCalls.of(IdempotencyRecords.class));
    assertThat(DatabaseCalls.all())
        .isEqualTo(union(union(documents, documentsForTriggers), records));

    assertThat(documents).doesNotContainAnyElementsOf(documentsForTriggers);
    assertThat(documentsForTriggers).containsExactly("dynamodb:BatchGetItem");
    assertThat(allowed("MetaflowsRole", "I#*")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "MetaflowsRole, " + DOCUMENTS + ", MetaflowsLogs",
    "ChannelTriggerRole, " + TRIGGER + ", ChannelTriggerLogs"
  })
  void aRoleReachesTheTableItsLogsAndTracingOnly(String role, String function, String logs) {
    assertThat(TEMPLATE.ofFunction(function, "Role")).isEqualTo(attribute(role + ".Arn"));
    assertThat(map(TEMPLATE.ofFunction(function, "LoggingConfig")).get("LogGroup"))
        .isEqualTo(Map.of("Ref", logs));
    assertThat(TEMPLATE.mapAt("Resources", role, "Properties"))
        .doesNotContainKey("ManagedPolicyArns");
    for (Map<String, Object> statement : statements(role)) {
      List<Object> actions = list(statement.get("Action"));
      assertThat(statement.get("Effect")).isEqualTo("Allow");
      if (actions.toString().contains("dynamodb:")) {
        assertThat(statement.get("Resource")).isEqualTo(attribute("MetaflowsTable.Arn"));
        assertThat(map(statement.get("Condition")))
            .containsOnlyKeys("ForAllValues:StringLike", "Null")
            .containsEntry("Null", Map.of("dynamodb:LeadingKeys", "false"));
      } else if (actions.toString().contains("xray:")) {
        assertThat(actions).containsExactly("xray:PutTraceSegments", "xray:PutTelemetryRecords");
      } else {
        assertThat(actions).containsExactly("logs:CreateLogStream", "logs:PutLogEvents");
        assertThat(statement.get("Resource")).isEqualTo(attribute(logs + ".Arn"));
      }
    }
  }

  @Test
  void tracingIsAllowedOnlyWhereItIsOn() {
    for (String role : List.of("MetaflowsRole", "ChannelTriggerRole")) {
      List<Object> conditional =
          list(TEMPLATE.at("Resources", role, "Properties", "Policies")).stream()
              .filter(policy -> policy.toString().contains("xray:"))
              .toList();
      assertThat(conditional).hasSize(1);
      assertThat(list(map(conditional.get(0)).get("Fn::If"))).startsWith("IsTraced");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DOCUMENTS, TRIGGER})
  void everyEnvironmentNameIsASetting(String function) throws IOException {
    Set<String> known = new TreeSet<>(SETTINGS);
    known.addAll(quarkusSettings());
    // Of Lambda's own runtime, not of the configuration.
    known.add("DISABLE_SIGNAL_HANDLERS");

    assertThat(known).containsAll(TEMPLATE.environment(function).keySet());
    assertThat(TEMPLATE.environment(function)).containsEntry("DISABLE_SIGNAL_HANDLERS", "true");
  }

  @Test
  void samLocalSetsOnlyWhatTheTemplateNames() throws IOException {
    // SAM drops the rest without a word.
    assertThat(TEMPLATE.environment(DOCUMENTS).keySet()).containsAll(samLocal().keySet());
    assertThat(samLocal()).containsEntry("METAFLOWS_AUTH_MODE", "open");
    assertThat(TEMPLATE.environment(DOCUMENTS))
        .containsEntry("QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE", "");
  }

  @Test
  void noParameterOpensTheApi() {
    assertThat(TEMPLATE.mapAt("Parameters", "AuthMode"))
        .containsEntry("AllowedValues", List.of("kazoo", "jwt"))
        .doesNotContainKey("Default");
    for (String function : List.of(DOCUMENTS, TRIGGER)) {
      assertThat(TEMPLATE.environment(function))
          .containsEntry("METAFLOWS_AUTH_MODE", Map.of("Ref", "AuthMode"))
          .containsEntry("METAFLOWS_AUTH_JWT_KEYS", Map.of("Ref", "AuthJwtKeys"))
          .containsEntry("METAFLOWS_AUTH_JWT_ISSUER", Map.of("Ref", "AuthJwtIssuer"))
          .containsEntry("METAFLOWS_CHANNELS_URL", Map.of("Ref", "ChannelsUrl"));
    }
  }

  @Test
  void tokensTravelOverTlsOnly() {
    String urls = (String) TEMPLATE.at("Parameters", "ChannelsUrl", "AllowedPattern");
    assertThat("https://pbx.example.com:8443/api").matches(urls);
    assertThat("http://pbx.example.com").doesNotMatch(urls);
    assertThat("https://pbx.example.com?x").doesNotMatch(urls);

    String keys = (String) TEMPLATE.at("Parameters", "AuthJwtKeys", "AllowedPattern");
    assertThat("https://pbx.example.com/keys").matches(keys);
    assertThat("{\"keys\":[]}").matches(keys);
    assertThat("http://pbx.example.com/keys").doesNotMatch(keys);
  }

  @Test
  void whatAModeNeedsIsAskedForBeforeAnythingIsDeployed() {
    assertThat(TEMPLATE.mapAt("Rules")).hasSize(3);
    assertRule("JwtNeedsKeys", "jwt", "AuthJwtKeys");
    assertRule("KazooNeedsTheSwitch", "kazoo", "ChannelsUrl");
    assertRule("TriggersNeedTheSwitch", null, "ChannelsUrl");
  }

  @Test
  void corsIsTheContracts() {
    Object conditional =
        TEMPLATE.at("Resources", "MetaflowsApi", "Properties", "CorsConfiguration");
    List<Object> branches = list(map(conditional).get("Fn::If"));
    assertThat(branches).first().isEqualTo("HasCorsOrigins");
    assertThat(map(branches.get(1)))
        .containsEntry(
            "AllowOrigins", Map.of("Fn::Split", List.of(",", Map.of("Ref", "CorsOrigins"))))
        .containsEntry("AllowMethods", List.of("GET", "POST", "PUT", "DELETE"))
        .containsEntry(
            "AllowHeaders",
            List.of(
                "content-type",
                "x-auth-token",
                "authorization",
                "if-match",
                "if-none-match",
                "idempotency-key",
                "x-request-id"))
        .containsEntry(
            "ExposeHeaders",
            List.of("etag", "x-request-id", "retry-after", "allow", "idempotent-replayed"))
        .doesNotContainKey("AllowCredentials");
  }

  @Test
  void theApiIsThrottledLoggedAndWithoutAStageInItsPaths() {
    Map<String, Object> api = TEMPLATE.mapAt("Resources", "MetaflowsApi", "Properties");
    assertThat(api).containsEntry("StageName", "$default");
    assertThat(map(api.get("DefaultRouteSettings")))
        .containsEntry("ThrottlingRateLimit", Map.of("Ref", "ThrottlingRate"))
        .containsEntry("ThrottlingBurstLimit", Map.of("Ref", "ThrottlingBurst"));
    String line = (String) map(api.get("AccessLogSettings")).get("Format");
    assertThat(line).doesNotContain("\n").doesNotContainIgnoringCase("header");
    assertThat(readable(line)).isTrue();
  }

  @Test
  void theTableKeepsWhatItHolds() {
    assertThat(TEMPLATE.mapAt("Resources", "MetaflowsTable"))
        .containsEntry("DeletionPolicy", "Retain")
        .containsEntry("UpdateReplacePolicy", "Retain");
    Map<String, Object> table = TEMPLATE.mapAt("Resources", "MetaflowsTable", "Properties");
    assertThat(table)
        .containsEntry("BillingMode", "PAY_PER_REQUEST")
        .containsEntry("SSESpecification", Map.of("SSEEnabled", true))
        .containsEntry(
            "PointInTimeRecoverySpecification", Map.of("PointInTimeRecoveryEnabled", true))
        .containsEntry(
            "TimeToLiveSpecification", Map.of("AttributeName", "expires", "Enabled", true))
        .containsEntry(
            "KeySchema",
            List.of(
                Map.of("AttributeName", "pk", "KeyType", "HASH"),
                Map.of("AttributeName", "sk", "KeyType", "RANGE")));
  }

  @Test
  void allLogsEnd() {
    assertThat(TEMPLATE.resources("AWS::Logs::LogGroup"))
        .hasSize(3)
        .allSatisfy(
            (id, logs) ->
                assertThat(logs)
                    .containsEntry("RetentionInDays", Map.of("Ref", "LogRetentionDays")));
  }

  @ParameterizedTest
  @ValueSource(strings = {DOCUMENTS, TRIGGER})
  void aFunctionThatFailsIsHeardOf(String function) {
    Set<Object> watched =
        TEMPLATE.resources("AWS::CloudWatch::Alarm").values().stream()
            .filter(alarm -> alarm.get("Dimensions").toString().contains(function))
            .map(alarm -> alarm.get("MetricName"))
            .collect(Collectors.toSet());
    assertThat(watched).containsExactlyInAnyOrder("Errors", "Throttles", "Duration");
  }

  @Test
  void everyAlarmTellsTheTopic() {
    Object told =
        Map.of(
            "Fn::If",
            List.of(
                "HasAlarmTopic",
                List.of(Map.of("Ref", "AlarmTopicArn")),
                Map.of("Ref", "AWS::NoValue")));
    assertThat(TEMPLATE.resources("AWS::CloudWatch::Alarm"))
        .containsKey("ApiServerErrors")
        .allSatisfy((id, alarm) -> assertThat(alarm).containsEntry("AlarmActions", told));
  }

  private void assertRule(String name, String mode, String parameter) {
    Map<String, Object> rule = TEMPLATE.mapAt("Rules", name);
    if (mode == null) {
      assertThat(rule).doesNotContainKey("RuleCondition");
    } else {
      assertThat(rule.get("RuleCondition"))
          .isEqualTo(Map.of("Fn::Equals", List.of(Map.of("Ref", "AuthMode"), mode)));
    }
    Object absent = Map.of("Fn::Equals", List.of(Map.of("Ref", parameter), ""));
    assertThat(map(list(rule.get("Assertions")).get(0)).get("Assert"))
        .isEqualTo(Map.of("Fn::Not", List.of(absent)));
  }

  /** The DynamoDB actions that a role allows on keys of this kind. */
  private Set<String> allowed(String role, String keys) {
    Set<String> actions = new TreeSet<>();
    for (Map<String, Object> statement : statements(role)) {
      Object condition = statement.get("Condition");
      if (condition != null
          && map(condition)
              .get("ForAllValues:StringLike")
              .equals(Map.of("dynamodb:LeadingKeys", List.of(keys)))) {
        list(statement.get("Action")).forEach(action -> actions.add((String) action));
      }
    }
    return actions;
  }

  private List<Map<String, Object>> statements(String role) {
    return list(TEMPLATE.at("Resources", role, "Properties", "Policies")).stream()
        .map(Template::map)
        .map(
            policy ->
                policy.containsKey("Fn::If") ? map(list(policy.get("Fn::If")).get(1)) : policy)
        .map(policy -> map(policy.get("PolicyDocument")))
        .flatMap(document -> list(document.get("Statement")).stream())
        .map(Template::map)
        .toList();
  }

  private static Map<String, String> attribute(String name) {
    return Map.of("Fn::GetAtt", name);
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> both = new TreeSet<>(one);
    both.addAll(other);
    return both;
  }

  /** The environment names that the Quarkus extensions on the class path document. */
  private static Set<String> quarkusSettings() throws IOException {
    Set<String> names = new TreeSet<>();
    for (URL model :
        Collections.list(
            TemplateTest.class
                .getClassLoader()
                .getResources("META-INF/quarkus-config-doc/quarkus-config-model.json"))) {
      new ObjectMapper()
          .readTree(model)
          .findValuesAsText("environmentVariable")
          .forEach(names::add);
    }
    return names;
  }

  private static Map<String, String> samLocal() throws IOException {
    return TestingEvents.MAPPER
        .readerForMapOf(String.class)
        .readValue(
            TestingEvents.MAPPER.readTree(new File("src/local/sam/env.json")).get("Parameters"));
  }

  private static boolean readable(String line) {
    try {
      return new ObjectMapper().readTree(line).isObject();
    } catch (IOException e) {
      return false;
    }
  }
}
