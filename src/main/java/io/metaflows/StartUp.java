package io.metaflows;

import io.metaflows.channels.Trigger;
import io.metaflows.http.ServedRoutes;
import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Checks the configuration before the first request is taken: with one that lets everyone in, or
 * that cannot work, the service does not start.
 */
final class StartUp {

  private static final List<String> DEVELOPERS_PROFILES = List.of("dev", "test", "local");

  /** The end of an idempotency record is kept in whole seconds. */
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  private static final String MODE = "metaflows.auth.mode";
  private static final String DEADLINE = "metaflows.deadline.channels";
  private static final String KEPT = "metaflows.idempotency.kept";
  private static final String READ_TIMEOUT = "metaflows.channels.read-timeout";

  private final Settings settings;
  private final Map<String, String> refused;
  private final List<String> complaints;

  private StartUp(Settings settings, Map<String, String> refused) {
    this.settings = settings;
    this.refused = refused;
    this.complaints = new ArrayList<>(refused.values());
  }

  /**
   * @throws IllegalStateException naming every setting that is missing or wrong
   */
  static void check(Settings settings) {
    SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
    List<String> complaints =
        complaints(settings, RefusedSettings.in(config), config.getProfiles(), isSamLocal());
    if (!complaints.isEmpty()) {
      throw new IllegalStateException(
          "Metaflows refuses to start: " + String.join("; ", complaints));
    }
  }

  private static boolean isSamLocal() {
    return "true".equals(System.getenv("AWS_SAM_LOCAL"));
  }

  /**
   * @param refused the complaints about single values, by property
   */
  static List<String> complaints(
      Settings settings,
      Map<String, String> refused,
      Collection<String> profiles,
      boolean samLocal) {
    StartUp check = new StartUp(settings, refused);
    check.requirements(samLocal || profiles.stream().anyMatch(DEVELOPERS_PROFILES::contains));
    check.relations();
    return check.complaints;
  }

  private void requirements(boolean developersMachine) {
    AuthMode mode = settings.auth().mode().orElse(null);
    boolean hasSwitch = settings.channels().url().isPresent();
    if (mode == null && read(MODE)) {
      complaints.add("metaflows.auth.mode (METAFLOWS_AUTH_MODE) is missing: kazoo or jwt");
    } else if (mode == AuthMode.OPEN && !developersMachine) {
      complaints.add(
          "metaflows.auth.mode (METAFLOWS_AUTH_MODE) is open, which lets everyone in; it is taken"
              + " in the profiles dev, test and local and with AWS_SAM_LOCAL=true only");
    } else if (mode == AuthMode.JWT && settings.auth().jwt().keys().isEmpty()) {
      complaints.add(
          "metaflows.auth.jwt.keys (METAFLOWS_AUTH_JWT_KEYS) is missing, which mode jwt needs:"
              + " a JWK Set as text, or the https URL of one");
    } else if (mode == AuthMode.KAZOO && !hasSwitch) {
      complaints.add(
          "metaflows.channels.url (METAFLOWS_CHANNELS_URL) is missing, which mode kazoo needs");
    }
    if (settings.serves() == ServedRoutes.CHANNELS && !hasSwitch) {
      complaints.add(
          "metaflows.channels.url (METAFLOWS_CHANNELS_URL) is missing, which serving channels"
              + " needs");
    }
  }

  private void relations() {
    Duration deadline = settings.deadline().channels();
    Duration kept = settings.idempotency().kept();
    Duration shortest = deadline.plus(Trigger.LEASE_BEYOND_DEADLINE).plus(ROUNDING);
    if (read(DEADLINE, KEPT) && kept.compareTo(shortest) < 0) {
      complain(KEPT, kept, "at least " + shortest);
    }
    Duration readTimeout = settings.channels().readTimeout();
    if (read(DEADLINE, READ_TIMEOUT) && readTimeout.compareTo(deadline) >= 0) {
      complain(READ_TIMEOUT, readTimeout, "shorter than " + DEADLINE + ", " + deadline);
    }
  }

  /** Whether these have the values that were set: a refused one has its default instead. */
  private boolean read(String... properties) {
    return List.of(properties).stream().noneMatch(refused::containsKey);
  }

  private void complain(String property, Duration value, String wanted) {
    String variable = DeclaredSetting.ALL.get(property).variable();
    complaints.add(property + " (" + variable + ") is " + value + ", and must be " + wanted);
  }
}
