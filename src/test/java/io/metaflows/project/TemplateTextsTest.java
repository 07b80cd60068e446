package io.metaflows.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaflows.lambda.BasePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of template.yaml that something else reads: log format, base path, deployed file. */
class TemplateTextsTest {

  private static final Template TEMPLATE = Template.read();
  private static final Pattern VARIABLE = Pattern.compile("\\$context(\\.[A-Za-z]+)+");

  /** The variables whose value the gateway makes up itself, so that it needs no escaping. */
  private static final Set<String> WITHOUT_CALLERS_TEXT =
      Set.of(
          "$context.requestId",
          "$context.requestTime",
          "$context.identity.sourceIp",
          "$context.httpMethod",
          "$context.routeKey",
          "$context.protocol",
          "$context.status",
          "$context.responseLength",
          "$context.responseLatency",
          "$context.integrationLatency",
          "$context.integration.status",
          "$context.error.responseType");

  @Test
  void theAccessLogIsJsonWhateverTheVariablesHold() throws IOException {
    String line = VARIABLE.matcher(accessLogFormat()).replaceAll("-");

    JsonNode fields = new ObjectMapper().readTree(line);

    assertThat(fields.properties()).hasSameSizeAs(variables());
    assertThat(fields.elements())
        .toIterable()
        .allSatisfy(value -> assertThat(value.textValue()).isEqualTo("-"));
  }

  @Test
  void noCallerWritesIntoTheAccessLog() {
    assertThat(WITHOUT_CALLERS_TEXT).containsAll(variables());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pbx", "pbx/metaflows", "v2", "a.b_c~d$e+f-g"})
  void aBasePathThatMayBeDeployedIsAccepted(String path) {
    assertThat(path).matches(allowedBasePath());
    assertThat(BasePath.of(Optional.of(path)).segments()).containsExactly(path.split("/", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "pbx//metaflows", "a%41", "pbx?x", "{proxy+}", "/"})
  void aBasePathThatTheFunctionRefusesIsNotDeployed(String path) {
    assertThat(path).doesNotMatch(allowedBasePath());
    assertThatThrownBy(() -> BasePath.of(Optional.of(path)))
        .hasMessageContaining("METAFLOWS_BASE_PATH")
        .hasMessageContaining(path);
  }

  @Test
  void anEmptyBasePathMeansNone() {
    assertThat("").matches(allowedBasePath());
    assertThat(BasePath.of(Optional.empty()).segments()).isEmpty();
  }

  /** A JVM build writes {@code target/function.zip}, which does not run on provided.al2023. */
  @Test
  void onlyTheNativeBuildWritesWhatIsDeployed() throws IOException {
    for (String function : TEMPLATE.resources("AWS::Serverless::Function").keySet()) {
      assertThat(TEMPLATE.ofFunction(function, "CodeUri")).isEqualTo("target/native/function.zip");
    }
    String pom = Files.readString(Path.of("pom.xml"));
    String profile = pom.replaceFirst("(?s).*(<profile>\\s*<id>native</id>)", "$1");
    String written = "<outputDirectory>${project.build.directory}/native</outputDirectory>";

    assertThat(profile.substring(0, profile.indexOf("</profile>"))).containsOnlyOnce(written);
    assertThat(pom).containsOnlyOnce(written);
  }

  private static String accessLogFormat() {
    return (String)
        TEMPLATE.at("Resources", "MetaflowsApi", "Properties", "AccessLogSettings", "Format");
  }

  private static Set<String> variables() {
    Set<String> names = new TreeSet<>();
    VARIABLE.matcher(accessLogFormat()).results().map(MatchResult::group).forEach(names::add);
    return names;
  }

  private static String allowedBasePath() {
    return (String) TEMPLATE.at("Parameters", "BasePath", "AllowedPattern");
  }
}
