package io.metaflows;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaflows.auth.CachedAuthority;
import io.metaflows.auth.JwtAuthority;
import io.metaflows.kazoo.Kazoo;
import io.metaflows.schema.Limits;
import io.metaflows.schema.UnknownModules;
import io.metaflows.store.DynamoDbIdempotencyRecords;
import io.metaflows.store.StoreSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract, sections 9 and 10: every default, and what refuses to start. */
class SettingsTest {

  private static final List<String> PRODUCTION = List.of("prod");

  private static final List<String> MAY_BE_ZERO =
      List.of(
          "metaflows.auth.jwt.clock-skew", "metaflows.auth.cache.yes", "metaflows.auth.cache.no");

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
    assertThat(SettingNames.values(settings()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                entry("metaflows.table", "metaflows"),
                entry("metaflows.serves", Serves.ALL),
                entry("metaflows.unknown-modules", UnknownModules.ACCEPT),
                entry("metaflows.auth.mode", Optional.empty()),
                entry("metaflows.auth.jwt.keys", Optional.empty()),
                entry("metaflows.auth.jwt.issuer", "kazoo"),
                entry("metaflows.auth.jwt.clock-skew", Duration.ofSeconds(30)),
                entry("metaflows.auth.jwt.keys-ttl", Duration.ofHours(1)),
                entry("metaflows.auth.jwt.keys-refresh", Duration.ofSeconds(60)),
                entry("metaflows.auth.jwt.keys-max-age", Duration.ofHours(24)),
                entry("metaflows.auth.cache.yes", Duration.ofSeconds(60)),
                entry("metaflows.auth.cache.no", Duration.ofSeconds(5)),
                entry("metaflows.auth.cache.size", 10_000),
                entry("metaflows.channels.url", Optional.empty()),
                entry("metaflows.channels.connect-timeout", Duration.ofMillis(300)),
                entry("metaflows.channels.read-timeout", Duration.ofSeconds(2)),
                entry("metaflows.channels.answer-limit", 262_144),
                entry("metaflows.store.connect-timeout", Duration.ofMillis(300)),
                entry("metaflows.store.attempt-timeout", Duration.ofMillis(500)),
                entry("metaflows.store.call-timeout", Duration.ofSeconds(2)),
                entry("metaflows.store.attempts", 3),
                entry("metaflows.store.prime", true),
                entry("metaflows.deadline.documents", Duration.ofSeconds(4)),
                entry("metaflows.deadline.channels", Duration.ofSeconds(5)),
                entry("metaflows.idempotency.kept", Duration.ofHours(24)),
                entry("metaflows.limits.body", 262_144),
                entry("metaflows.limits.json-depth", 128),
                entry("metaflows.limits.depth", 32),
                entry("metaflows.limits.nodes", 1_000),
                entry("metaflows.limits.entries", 500),
                entry("metaflows.limits.pattern", 256),
                entry("metaflows.limits.pattern-nesting", 1_000),
                entry("metaflows.limits.pattern-instructions", 2_000),
                entry("metaflows.limits.document-instructions", 50_000),
                entry("metaflows.limits.failures", 100),
                entry("metaflows.tls.trust-store", Optional.empty()),
                entry("metaflows.tls.trust-store-password", "changeit")));
  }

  @Test
  void whatTheRoomsDoWithoutSettingsIsTheSame() {
    Settings settings = settings();

    assertThat(Wiring.limits(settings.limits())).isEqualTo(Limits.DEFAULT);
    assertThat(Wiring.jwtTimes(settings.auth().jwt())).isEqualTo(JwtAuthority.Times.DEFAULT);
    assertThat(Wiring.cacheLimits(settings.auth().cache()))
        .isEqualTo(CachedAuthority.Limits.DEFAULT);
    assertThat(Wiring.storeSettings(settings)).isEqualTo(StoreSettings.of("metaflows"));
    assertThat(Wiring.recordTimes(settings))
        .isEqualTo(
            new DynamoDbIdempotencyRecords.Times(
                Duration.ofSeconds(6), DynamoDbIdempotencyRecords.Times.KEPT));
    assertThat(settings.channels().connectTimeout()).isEqualTo(Kazoo.Settings.CONNECT);
    assertThat(settings.channels().readTimeout()).isEqualTo(Kazoo.Settings.READ);
    assertThat(settings.channels().answerLimit()).isEqualTo(Kazoo.Settings.MOST_BYTES);
  }

  @Test
  void everyRoomGetsItsOwnSettings() {
    Settings settings =
        settings(
            "metaflows.auth.jwt.clock-skew", "1S",
            "metaflows.auth.jwt.keys-ttl", "2S",
            "metaflows.auth.jwt.keys-refresh", "3S",
            "metaflows.auth.jwt.keys-max-age", "4S",
            "metaflows.deadline.channels", "10S",
            "metaflows.idempotency.kept", "1H",
            "metaflows.limits.json-depth", "1",
            "metaflows.limits.depth", "2",
            "metaflows.limits.nodes", "3",
            "metaflows.limits.entries", "4",
            "metaflows.limits.pattern", "5",
            "metaflows.limits.pattern-nesting", "6",
            "metaflows.limits.pattern-instructions", "7",
            "metaflows.limits.document-instructions", "8",
            "metaflows.limits.failures", "9");

    assertThat(Wiring.limits(settings.limits())).isEqualTo(new Limits(1, 2, 3, 4, 5, 6, 7, 8, 9));
    assertThat(Wiring.jwtTimes(settings.auth().jwt()))
        .isEqualTo(
            new JwtAuthority.Times(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4)));
    assertThat(Wiring.recordTimes(settings))
        .isEqualTo(
            new DynamoDbIdempotencyRecords.Times(Duration.ofSeconds(11), Duration.ofHours(1)));
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

  static List<String> timesAndCounts() {
    return SettingNames.ofTypes(int.class, Duration.class);
  }

  @ParameterizedTest
  @MethodSource("timesAndCounts")
  void aTimeOrCountOfNothingRefusesToStart(String property) {
    assertThat(bounds(property, "-1")).anyMatch(complaint -> names(complaint, property));
    if (MAY_BE_ZERO.contains(property)) {
      assertThat(bounds(property, "0")).isEmpty();
    } else {
      assertThat(bounds(property, "0")).anyMatch(complaint -> names(complaint, property));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // With the first nothing would be sent, a call wait for ever, or a trigger run twice.
    "metaflows.channels.read-timeout, 5S, 4999MS",
    "metaflows.store.connect-timeout, PT0.0009S, 1MS",
    "metaflows.idempotency.kept, 6999MS, 7S",
    "metaflows.limits.json-depth, 1001, 1000"
  })
  void whatCannotWorkTogetherRefusesToStart(String property, String bad, String good) {
    assertThat(bounds(property, bad))
        .singleElement()
        .asString()
        .startsWith(property + " (" + SettingNames.variable(property) + ") is ");
    assertThat(bounds(property, good)).isEmpty();
  }

  private static List<String> bounds(String property, String value) {
    return StartUp.complaints(
        settings(property, value, "metaflows.auth.mode", "open"), List.of("local"), false);
  }

  private static boolean names(String complaint, String property) {
    return complaint.startsWith(property + " (" + SettingNames.variable(property) + ")");
  }
}
