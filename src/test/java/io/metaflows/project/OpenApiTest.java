package io.metaflows.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope;
import io.metaflows.schema.Schemas;
import io.metaflows.schema.UnknownModules;
import io.metaflows.testing.TestingSettings;
import io.metaflows.testing.lambda.TestingEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** openapi.yaml describes the routes and answers as they are, and the schemas that validate. */
class OpenApiTest {

  /** What stands below this line in openapi.yaml is written from the schemas. */
  private static final String MARK = "    # From here on written by OpenApiTest";

  static final String WRITE = "mvn test -Dtest=OpenApiTest,ModulesTableTest -Dopenapi.write=true";

  private static final String CHANNEL = "/v2/accounts/{account_id}/channels/{call_id}";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Scope ACCOUNT = new Scope.Account(new AccountId("acc"));
  private static final Schemas SCHEMAS =
      Schemas.with(UnknownModules.ACCEPT, TestingSettings.defaults().limits());
  private static final OpenApi API = OpenApi.read();

  @Test
  void theSchemasAreThoseThatValidate() throws IOException {
    String file = Files.readString(OpenApi.FILE);
    int end = file.indexOf('\n', file.indexOf(MARK)) + 1;
    String written = yaml(OpenApiSchemas.write()).indent(4);
    if (Boolean.getBoolean("openapi.write")) {
      Files.writeString(OpenApi.FILE, file.substring(0, end) + written);
    } else {
      assertThat(file.substring(end))
          .as("openapi.yaml is not what the schemas say; run `%s`, which writes it", WRITE)
          .isEqualTo(written);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/users/{user_id}", "/devices/{device_id}"})
  void everyScopeHasEveryAnswerOfTheContract(String scope) {
    String path = "/v2/accounts/{account_id}" + scope + "/metaflows";
    assertThat(statuses("get", path))
        .containsExactly("200", "304", "400", "401", "403", "404", "500", "503");
    assertThat(statuses("post", path))
        .containsExactly("200", "400", "401", "403", "404", "412", "413", "415", "500", "503");
    assertThat(statuses("delete", path))
        .containsExactly("200", "400", "401", "403", "404", "412", "500", "503");
  }

  @Test
  void aTriggerHasEveryAnswerOfTheContract() {
    assertThat(statuses("put", CHANNEL))
        .containsExactly(
            "200", "201", "400", "401", "403", "404", "409", "413", "415", "422", "500", "502",
            "503", "504");
  }

  @Test
  void whatIsWrittenCanBeFollowedToReadAndRemoveIt() {
    for (String scope : List.of("Account", "User", "Device")) {
      JsonNode links = API.root().at("/components/responses/" + scope + "MetaflowsSet/links");
      assertThat(API.resolved(links.get("get")).get("operationId").asText())
          .isEqualTo("get" + scope + "Metaflows");
      assertThat(API.resolved(links.get("delete")).get("operationId").asText())
          .isEqualTo("delete" + scope + "Metaflows");
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> lost =
        API.root().findValuesAsText("$ref").stream()
            .filter(ref -> API.root().at(ref.substring(1)).isMissingNode())
            .toList();
    assertThat(lost).isEmpty();
  }

  @Test
  void everyComponentIsUsed() throws IOException {
    Set<String> used = new TreeSet<>(API.root().findValuesAsText("$ref"));
    // No operation can have it: it is the answer to the methods that are not there.
    used.add("#/components/responses/InvalidMethod");
    List<String> unused = new ArrayList<>();
    for (String kind : List.of("schemas", "responses", "parameters", "headers", "links")) {
      API.root()
          .at("/components/" + kind)
          .fieldNames()
          .forEachRemaining(name -> unused.add("#/components/" + kind + "/" + name));
    }
    unused.removeAll(used);
    assertThat(unused).isEmpty();
  }

  @Test
  void itIsOfThisVersion() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains(
            "<artifactId>metaflows</artifactId>\n  <version>"
                + API.root().at("/info/version").asText()
                + "</version>");
  }

  @Test
  void theSeedsDocumentIsTakenAndAnswered() throws IOException {
    JsonNode sent =
        MAPPER.readTree(TestingEvents.body(TestingEvents.read("account-post"))).get("data");
    assertThat(API.objections("MetaflowsRequest", sent)).isEmpty();
    assertThat(API.objections("Metaflows", sent)).isEmpty();

    JsonNode answered =
        json(
            "{'binding_digit':'*','patterns':{'2(\\\\d+)':{'data':{'captures':"
                + "['no_match'],'takeback_dtmf':'*1','transfer_type':'blind'},'module':'transfer'}}}");
    assertThat(API.objections("Metaflows", answered)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A request takes | an answer has | the document
        "true  | true  | {}",
        "true  | true  | {'binding_digit':'#','digit_timeout':0,'listen_on':'peer'}",
        "true  | false | {'digit_timeout':'500'}",
        "true  | false | {'digit_timeout':2.6}",
        "true  | false | {'digit_timeout':-0.4}",
        "false | false | {'digit_timeout':-0.5}",
        "true  | false | {'digit_timeout':'+02.6'}",
        "false | false | {'digit_timeout':-1}",
        "false | false | {'digit_timeout':'soon'}",
        "false | false | {'binding_digit':'x'}",
        "false | false | {'numbers':{'*1':{'module':'hangup','data':{}}}}",
        "false | false | {'patterns':{'':{'module':'hangup','data':{}}}}",
        "true  | false | {'numbers':{'1':{'module':'hangup'}}}",
        "true  | true  | {'numbers':{'1':{'module':'hangup','data':{}}}}",
        "false | false | {'numbers':{'1':{'data':{}}}}",
        "false | false | {'numbers':{'1':{'module':'','data':{}}}}",
        "true  | true  | {'numbers':{'1':{'module':'park','data':{'lot':1}}}}",
        "false | false | {'numbers':{'1':{'module':'pivot','data':{}}}}",
        "false | false | {'numbers':{'1':{'module':'pivot'}}}",
        "true  | false | {'numbers':{'1':{'module':'audio_level','data':{'level':'-4'}}}}",
        "false | false | {'numbers':{'1':{'module':'audio_level','data':{'level':'5'}}}}",
        "true  | true  | {'numbers':{'1':{'module':'sound_touch','data':{'pitch':1.5}}}}",
        "true  | false | {'numbers':{'1':{'module':'sound_touch','data':{'pitch':'1.5'}}}}",
        "false | false | {'numbers':{'1':{'module':'sound_touch','data':{'pitch':'0.5'}}}}",
        "true  | false | {'numbers':{'1':{'module':'transfer','data':{'timeout':'-2.5'}}}}",
        "true  | false | {'numbers':{'1':{'module':'move','data':{'auto_answer':'true'}}}}",
        "false | false | {'numbers':{'1':{'module':'hold','data':{},'children':"
            + "{'_':{'module':'tts','data':{'terminators':['x']}}}}}}",
      })
  void documentsAreTakenAndAnsweredAsTheSchemasHaveIt(
      boolean taken, boolean answered, String document) throws IOException {
    JsonNode value = json(document);
    assertThat(API.objections("MetaflowsRequest", value).isEmpty()).isEqualTo(taken);
    assertThat(API.objections("Metaflows", value).isEmpty()).isEqualTo(answered);

    // The description and the code that validates are of one mind, and what is answered is
    // described.
    Optional<Metaflows> valid =
        SCHEMAS.checkDocument((ObjectNode) value).fold(Optional::of, failures -> Optional.empty());
    assertThat(valid.isPresent()).isEqualTo(taken);
    valid.ifPresent(
        accepted ->
            assertThat(API.objections("Metaflows", SCHEMAS.filled(accepted, ACCOUNT))).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | {'action':'metaflow','data':{'module':'hangup'}}",
        "true  | {'data':{'action':'metaflow','digits':'*21234'}}",
        "true  | {'action':'metaflow','data':{'number':'9'}}",
        "true  | {'action':'metaflow','data':{'pattern':'2','captures':['1']}}",
        "false | {'data':{'module':'hangup'}}",
        "false | {'action':'hangup','data':{'module':'hangup'}}",
        "false | {'action':'metaflow','data':{}}",
        "false | {'action':'metaflow','data':{'number':'9','digits':'9'}}",
        "false | {'action':'metaflow','data':{'module':'hangup','digits':'9'}}",
        "false | {'action':'metaflow','data':{'digits':'9A'}}",
        "false | {'action':'metaflow','data':{'digits':'9','captures':['1']}}",
      })
  void aTriggerIsOneOfFourForms(boolean taken, String body) throws IOException {
    ObjectNode schema =
        (ObjectNode)
            API.root().at("/components/requestBodies/Trigger/content/application~1json/schema");
    assertThat(API.objections(schema, json(body)).isEmpty()).isEqualTo(taken);
  }

  @Test
  void theExamplesAreWhatTheSchemasSay() {
    API.root()
        .at("/components/requestBodies")
        .forEach(
            body -> {
              JsonNode content = body.at("/content/application~1json");
              List<JsonNode> examples =
                  new ArrayList<>(content.path("examples").findValues("value"));
              content.path("examples").forEach(example -> examples.add(example.get("value")));
              if (content.has("example")) {
                examples.add(content.get("example"));
              }
              assertThat(examples)
                  .isNotEmpty()
                  .allSatisfy(
                      example ->
                          assertThat(API.objections((ObjectNode) content.get("schema"), example))
                              .isEmpty());
            });
    JsonNode error = API.root().at("/components/schemas/ValidationError/example");
    assertThat(API.objections("ValidationError", error)).isEmpty();
  }

  @Test
  void anAnswerWithAForeignKeyIsNotDescribed() {
    ObjectNode error = API.root().at("/components/schemas/ValidationError/example").deepCopy();
    error.put("tokens", 1);
    assertThat(API.objections("ValidationError", error)).isNotEmpty();
    error.remove("tokens");
    error.put("error", "401").put("message", "invalid_credentials");
    error.putObject("data").put("message", "invalid credentials");
    // A 401 repeats no token.
    assertThat(API.objections("InvalidCredentials", error)).isNotEmpty();
    error.remove("auth_token");
    assertThat(API.objections("InvalidCredentials", error)).isEmpty();
  }

  private List<String> statuses(String method, String path) {
    List<String> statuses = new ArrayList<>();
    API.operation(method, path).get("responses").fieldNames().forEachRemaining(statuses::add);
    return statuses;
  }

  private static JsonNode json(String text) throws IOException {
    return MAPPER.readTree(text.replace('\'', '"'));
  }

  private static String yaml(ObjectNode schemas) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setWidth(110);
    options.setDereferenceAliases(true);
    return new Yaml(options).dump(MAPPER.convertValue(schemas, Map.class));
  }
}
