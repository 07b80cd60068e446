package io.metaflows.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The options of the local program (docs/configuration.md#local-program). */
class LocalOptionsTest {

  private static Properties properties(String... namesAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return properties;
  }

  private static Arguments option(
      String property,
      String variable,
      String one,
      String other,
      Function<LocalOptions, Object> value) {
    return arguments(property, variable, one, other, value);
  }

  static Stream<Arguments> options() {
    return Stream.of(
        option("metaflows.local.host", "METAFLOWS_LOCAL_HOST", "0.0.0.0", "::1", o -> o.host()),
        option("metaflows.local.port", "METAFLOWS_LOCAL_PORT", "9001", "9002", o -> o.port()),
        option("metaflows.local.data", "METAFLOWS_LOCAL_DATA", "/a", "/b c", o -> o.data().get()),
        option(
            "metaflows.local.database",
            "METAFLOWS_LOCAL_DATABASE",
            "http://localhost:1",
            "http://localhost:2",
            o -> o.database().get()),
        option("metaflows.table", "METAFLOWS_TABLE", "one", "two", o -> o.table()),
        option(
            "metaflows.local.switch.host",
            "METAFLOWS_LOCAL_SWITCH_HOST",
            "0.0.0.0",
            "::1",
            o -> o.switchHost()),
        option(
            "metaflows.local.switch.port",
            "METAFLOWS_LOCAL_SWITCH_PORT",
            "9003",
            "9004",
            o -> o.switchPort()),
        option(
            "metaflows.channels.url",
            "METAFLOWS_CHANNELS_URL",
            "http://127.0.0.1:9",
            "https://switch.example",
            o -> o.channelsUrl().get()));
  }

  @ParameterizedTest
  @MethodSource("options")
  void everyOptionIsAPropertyOrAVariable(
      String property,
      String variable,
      String one,
      String other,
      Function<LocalOptions, Object> value) {
    assertThat(value.apply(LocalOptions.read(properties(property, one), Map.of())))
        .hasToString(one);
    assertThat(value.apply(LocalOptions.read(properties(), Map.of(variable, other))))
        .hasToString(other);
  }

  @ParameterizedTest
  @MethodSource("options")
  void thePropertyIsUsedFirst(
      String property,
      String variable,
      String one,
      String other,
      Function<LocalOptions, Object> value) {
    assertThat(value.apply(LocalOptions.read(properties(property, one), Map.of(variable, other))))
        .hasToString(one);
  }

  @ParameterizedTest
  @MethodSource("options")
  void anEmptyPropertyDoesNotHideTheVariable(
      String property,
      String variable,
      String one,
      String other,
      Function<LocalOptions, Object> value) {
    assertThat(value.apply(LocalOptions.read(properties(property, ""), Map.of(variable, one))))
        .hasToString(one);
  }

  @ParameterizedTest
  @MethodSource("options")
  void emptyPropertyAndVariableAreTheDefault(
      String property,
      String variable,
      String one,
      String other,
      Function<LocalOptions, Object> value) {
    assertThat(LocalOptions.read(properties(property, " "), Map.of(variable, "")))
        .isEqualTo(LocalOptions.read(properties(), Map.of()));
  }

  @Test
  void withoutAnyTheServiceStaysOnThisMachine() {
    assertThat(LocalOptions.read(properties(), Map.of()))
        .isEqualTo(
            new LocalOptions(
                "127.0.0.1",
                8080,
                Optional.empty(),
                Optional.<URI>empty(),
                "metaflows",
                "127.0.0.1",
                8090,
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "metaflows.local.port, 0",
    "metaflows.local.port, 65536",
    "metaflows.local.port, http",
    "metaflows.local.switch.port, -1",
    "metaflows.local.database, localhost:4566",
    "metaflows.local.database, http://localhost:4566/path"
  })
  void aWrongValueIsNamed(String property, String value) {
    assertThatThrownBy(() -> LocalOptions.read(properties(property, value), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(property + " is " + value);
  }

  @Test
  void mavensPropertiesBecomeTheProgramsOwn() {
    Properties given =
        properties(
            "metaflows.local.port", "9001",
            "metaflows.auth.jwt.keys", "{\"keys\":[{\"kty\":\"RSA\", \"n\":\"a=\"}], \"x\":1}",
            "metaflows.channels.url", "",
            "maven.test.skip", "true");
    Properties system = properties("metaflows.table", "", "metaflows.local.host", "::1", "x", "");

    MavenProperties.apply(Map.of(MavenProperties.VARIABLE, "properties " + given), system);

    assertThat(system)
        .isEqualTo(
            properties(
                "metaflows.local.port", "9001",
                "metaflows.auth.jwt.keys", given.getProperty("metaflows.auth.jwt.keys"),
                "metaflows.local.host", "::1",
                "x", ""));
  }

  @Test
  void withoutMavenThereIsNothingToTakeOver() {
    Properties system = properties("metaflows.local.host", "::1");
    MavenProperties.apply(Map.of(), system);
    MavenProperties.apply(Map.of(MavenProperties.VARIABLE, "properties {}"), system);
    assertThat(system).isEqualTo(properties("metaflows.local.host", "::1"));
  }
}
