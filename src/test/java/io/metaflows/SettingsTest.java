package io.metaflows;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaflows.http.ServedRoutes;
import io.metaflows.schema.UnknownModules;
import io.metaflows.testing.TestingSettings;
import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every default, and every value that stops the start (docs/configuration.md#start-up-checks). */
class SettingsTest {

  private static final List<String> PRODUCTION = List.of("prod");

  private static final List<String> MAY_BE_ZERO =
      List.of(
          "metaflows.auth.jwt.clock-skew", "metaflows.auth.cache.yes", "metaflows.auth.cache.no");

  /** What {@link StartUp} complains of, where these properties are set. */
  private static List<String> complaints(
      List<String> profiles, boolean samLocal, String... propertiesAndValues) {
    SmallRyeConfig config =
        TestingSettings.builder(propertiesAndValues)
            .withCustomizers(new RefusedSettings.Customizer())
            .build();
    return StartUp.complaints(
        config.getConfigMapping(Settings.class), RefusedSettings.in(config), profiles, samLocal);
  }

  private static List<String> onADevelopersMachine(String... propertiesAndValues) {
    List<String> set = new ArrayList<>(List.of("metaflows.auth.mode", "open"));
    set.addAll(List.of(propertiesAndValues));
    return complaints(List.of("local"), false, set.toArray(new String[0]));
  }

  @Test
  void aBasePathThatIsNoPathIsRefusedAtStartWithWhateverElseIsWrong() {
    assertThat(onADevelopersMachine("metaflows.base-path", "pbx/calls")).isEmpty();
    assertThat(onADevelopersMachine("metaflows.base-path", "a b", "metaflows.serves", "channels"))
        .hasSize(2)
        .anyMatch(complaint -> complaint.contains("metaflows.base-path (METAFLOWS_BASE_PATH)"))
        .anyMatch(complaint -> complaint.contains("metaflows.channels.url"));
  }

  @Test
  void theDefaultsAreTheContracts() {
    assertThat(SettingNames.values(TestingSettings.defaults()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                entry("metaflows.table", "metaflows"),
                entry("metaflows.serves", ServedRoutes.ALL),
                entry("metaflows.unknown-modules", UnknownModules.ACCEPT),
                entry("metaflows.base-path", Optional.empty()),
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
                entry("metaflows.store.tombstones-kept", Duration.ofDays(400)),
                entry("metaflows.store.prime", true),
                entry("metaflows.deadline.documents", Duration.ofSeconds(4)),
                entry("metaflows.deadline.channels", Duration.ofSeconds(5)),
                entry("metaflows.idempotency.kept", Duration.ofHours(24)),
                entry("metaflows.limits.body", 278_528),
                entry("metaflows.limits.document", 262_144),
                entry("metaflows.limits.json-depth", 128),
                entry("metaflows.limits.depth", 32),
                entry("metaflows.limits.nodes", 1_000),
                entry("metaflows.limits.entries", 500),
                entry("metaflows.limits.pattern", 256),
                entry("metaflows.limits.pattern-nesting", 1_000),
                entry("metaflows.limits.pattern-instructions", 2_000),
                entry("metaflows.limits.document-instructions", 50_000),
                entry("metaflows.limits.document-steps", 700_000),
                entry("metaflows.limits.failures", 100),
                entry("metaflows.tls.trust-store", Optional.empty()),
                entry("metaflows.tls.trust-store-password", "changeit")));
  }

  @ParameterizedTest
  @CsvSource({
    "metaflows.serves, CHANNELS",
    "metaflows.serves, channels",
    "metaflows.unknown-modules, reject",
    "metaflows.auth.mode, jwt"
  })
  void wordsAreTakenInAnyCase(String property, String word) {
    assertThat(
            complaints(List.of("local"), false, property, word, "metaflows.auth.jwt.keys", "any"))
        .noneMatch(complaint -> complaint.startsWith(property));
  }

  @ParameterizedTest
  @CsvSource({
    "metaflows.serves, everything, 'must be one of documents, channels, all'",
    "metaflows.unknown-modules, maybe, 'must be one of accept, reject'",
    "metaflows.auth.mode, none, 'must be one of kazoo, jwt, open'",
    "metaflows.limits.body, many, 'must be a whole number, at least 1'",
    "metaflows.limits.body, 2147483648, 'must be a whole number, at least 1'",
    "metaflows.limits.body, 1.5, 'must be a whole number, at least 1'",
    "metaflows.limits.json-depth, many, 'must be a whole number, at least 1'",
    "metaflows.store.attempt-timeout, soon, 'must be a time such as 500MS, 4S or 24H, at least PT0.001S'",
    "metaflows.auth.cache.no, 5 seconds, 'must be a time such as 500MS, 4S or 24H, at least PT0S'"
  })
  void whatCannotBeReadRefusesToStart(String property, String value, String wanted) {
    assertThat(onADevelopersMachine(property, value))
        .containsExactly(
            "%s (%s) is %s, and %s"
                .formatted(property, SettingNames.variable(property), value, wanted));
    assertThatThrownBy(() -> TestingSettings.with(property, value)).hasMessageContaining(property);
  }

  @Test
  void whatIsEmptyRefusesToStartWhereAValueIsNeeded() {
    assertThat(
            onADevelopersMachine(
                "metaflows.table",
                "",
                "metaflows.store.attempts",
                "",
                "metaflows.channels.url",
                ""))
        .containsExactly(
            "metaflows.store.attempts (METAFLOWS_STORE_ATTEMPTS) is empty, and must not be",
            "metaflows.table (METAFLOWS_TABLE) is empty, and must not be");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThat(
            complaints(
                PRODUCTION,
                false,
                "metaflows.serves",
                "channels",
                "metaflows.limits.body",
                "abc",
                "metaflows.store.attempts",
                "0",
                "metaflows.unknown-modules",
                "maybe",
                "metaflows.idempotency.kept",
                "1S"))
        .containsExactly(
            "metaflows.limits.body (METAFLOWS_LIMITS_BODY) is abc, and must be a whole number, at"
                + " least 1",
            "metaflows.store.attempts (METAFLOWS_STORE_ATTEMPTS) is 0, and must be at least 1",
            "metaflows.unknown-modules (METAFLOWS_UNKNOWN_MODULES) is maybe, and must be one of"
                + " accept, reject",
            "metaflows.auth.mode (METAFLOWS_AUTH_MODE) is missing: kazoo or jwt",
            "metaflows.channels.url (METAFLOWS_CHANNELS_URL) is missing, which serving channels"
                + " needs",
            "metaflows.idempotency.kept (METAFLOWS_IDEMPOTENCY_KEPT) is PT1S, and must be at least"
                + " PT7S");
  }

  /** Its default would be held against the others. */
  @Test
  void whatIsRefusedIsNotComparedWithWhatIsGood() {
    assertThat(
            onADevelopersMachine(
                "metaflows.deadline.channels", "1S", "metaflows.channels.read-timeout", "x"))
        .singleElement()
        .asString()
        .contains("is x, and");
  }

  @Test
  void withoutAModeItRefusesToStart() {
    assertThat(complaints(PRODUCTION, false))
        .singleElement()
        .asString()
        .contains("METAFLOWS_AUTH_MODE");
    assertThat(complaints(List.of("local"), false)).hasSize(1);
  }

  @Test
  void openIsTakenOnADevelopersMachineOnly() {
    String[] open = {"metaflows.auth.mode", "open"};
    assertThat(complaints(PRODUCTION, false, open))
        .singleElement()
        .asString()
        .contains("lets everyone in");
    assertThat(complaints(List.of("staging", "prod"), false, open)).hasSize(1);
    assertThat(complaints(List.of("dev"), false, open)).isEmpty();
    assertThat(complaints(List.of("test"), false, open)).isEmpty();
    assertThat(complaints(List.of("local"), false, open)).isEmpty();
    assertThat(complaints(PRODUCTION, true, open)).isEmpty();
  }

  @Test
  void whatAModeNeedsIsNamedWhenItIsMissing() {
    assertThat(complaints(PRODUCTION, false, "metaflows.auth.mode", "jwt"))
        .singleElement()
        .asString()
        .contains("METAFLOWS_AUTH_JWT_KEYS");
    assertThat(complaints(PRODUCTION, false, "metaflows.auth.mode", "kazoo"))
        .singleElement()
        .asString()
        .contains("METAFLOWS_CHANNELS_URL");
    assertThat(
            complaints(
                PRODUCTION, true, "metaflows.serves", "channels", "metaflows.auth.mode", "open"))
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
    assertThat(onADevelopersMachine(property, "-1"))
        .anyMatch(complaint -> names(complaint, property));
    if (MAY_BE_ZERO.contains(property)) {
      assertThat(onADevelopersMachine(property, "0")).isEmpty();
    } else {
      assertThat(onADevelopersMachine(property, "0"))
          .anyMatch(complaint -> names(complaint, property));
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
    assertThat(onADevelopersMachine(property, bad))
        .singleElement()
        .asString()
        .startsWith(property + " (" + SettingNames.variable(property) + ") is ");
    assertThat(onADevelopersMachine(property, good)).isEmpty();
  }

  private static boolean names(String complaint, String property) {
    return complaint.startsWith(property + " (" + SettingNames.variable(property) + ")");
  }
}
