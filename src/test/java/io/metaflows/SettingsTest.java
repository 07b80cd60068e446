package io.metaflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaflows.schema.UnknownModules;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract, sections 9 and 10: every default, and what refuses to start. */
class SettingsTest {

  private static final List<String> PRODUCTION = List.of("prod");

  private static SmallRyeConfig config(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withMapping(Settings.class)
        .withDefaultValues(properties)
        .withConverter(Duration.class, 100, new DurationConverter())
        .build();
  }

  private static Settings settings(String... pairs) {
    Map<String, String> properties = new java.util.HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      properties.put(pairs[i], pairs[i + 1]);
    }
    return config(properties).getConfigMapping(Settings.class);
  }

  @Test
  void theDefaultsAreTheContracts() {
    Settings settings = settings();

    assertThat(settings.table()).isEqualTo("metaflows");
    assertThat(settings.serves()).isEqualTo(Serves.ALL);
    assertThat(settings.unknownModules()).isEqualTo(UnknownModules.ACCEPT);
    assertThat(settings.auth().mode()).isEmpty();
    assertThat(settings.auth().jwt().keys()).isEmpty();
    assertThat(settings.auth().jwt().issuer()).isEqualTo("kazoo");
    assertThat(settings.auth().jwt().clockSkew()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.auth().cache().yes()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.auth().cache().no()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.auth().cache().size()).isEqualTo(10_000);
    assertThat(settings.channels().url()).isEmpty();
    assertThat(settings.channels().readTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.channels().answerLimit()).isEqualTo(262_144);
    assertThat(settings.store().attempts()).isEqualTo(3);
    assertThat(settings.store().callTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.deadline().documents()).isEqualTo(Duration.ofSeconds(4));
    assertThat(settings.deadline().channels()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.limits().body()).isEqualTo(262_144);
    assertThat(settings.tls().trustStore()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "metaflows.serves, CHANNELS",
    "metaflows.serves, channels",
    "metaflows.unknown-modules, reject",
    "metaflows.auth.mode, jwt"
  })
  void wordsAreTakenInAnyCase(String property, String word) {
    assertThat(settings(property, word)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "metaflows.serves, everything",
    "metaflows.unknown-modules, maybe",
    "metaflows.auth.mode, none",
    "metaflows.limits.body, many"
  })
  void wordsThatAreNoneAreRefusedAtStart(String property, String word) {
    assertThatThrownBy(() -> settings(property, word)).hasMessageContaining(property);
  }

  @Test
  void everySettingIsToldInTheReadme() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(SettingNames.all()).allMatch(name -> readme.contains("`" + name + "`"));
  }

  @Test
  void withoutAModeItRefusesToStart() {
    assertThat(StartUp.complaints(settings(), PRODUCTION, false))
        .singleElement()
        .asString()
        .contains("METAFLOWS_AUTH_MODE");
    assertThat(StartUp.complaints(settings(), List.of("local"), false)).hasSize(1);
  }

  @Test
  void openIsTakenOnADevelopersMachineOnly() {
    Settings open = settings("metaflows.auth.mode", "open");
    assertThat(StartUp.complaints(open, PRODUCTION, false))
        .singleElement()
        .asString()
        .contains("lets everyone in");
    assertThat(StartUp.complaints(open, List.of("staging", "prod"), false)).hasSize(1);
    assertThat(StartUp.complaints(open, List.of("dev"), false)).isEmpty();
    assertThat(StartUp.complaints(open, List.of("test"), false)).isEmpty();
    assertThat(StartUp.complaints(open, List.of("local"), false)).isEmpty();
    assertThat(StartUp.complaints(open, PRODUCTION, true)).isEmpty();
  }

  @Test
  void whatAModeNeedsIsNamedWhenItIsMissing() {
    assertThat(StartUp.complaints(settings("metaflows.auth.mode", "jwt"), PRODUCTION, false))
        .singleElement()
        .asString()
        .contains("METAFLOWS_AUTH_JWT_KEYS");
    assertThat(StartUp.complaints(settings("metaflows.auth.mode", "kazoo"), PRODUCTION, false))
        .singleElement()
        .asString()
        .contains("METAFLOWS_CHANNELS_URL");
    assertThat(
            StartUp.complaints(
                settings("metaflows.serves", "channels", "metaflows.auth.mode", "open"),
                PRODUCTION,
                true))
        .singleElement()
        .asString()
        .contains("METAFLOWS_CHANNELS_URL");
  }
}
