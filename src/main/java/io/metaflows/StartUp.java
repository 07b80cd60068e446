package io.metaflows;

import io.metaflows.http.ServedRoutes;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has to hold before the first request is taken: a configuration that lets everyone in, or
 * that lacks what its mode needs, never serves (contract, sections 9 and 10).
 */
final class StartUp {

  private static final List<String> DEVELOPERS_PROFILES = List.of("dev", "test", "local");

  private StartUp() {}

  /**
   * @throws IllegalStateException naming every setting that is missing or wrong
   */
  static void check(Settings settings) {
    List<String> complaints = complaints(settings, ConfigUtils.getProfiles(), isSamLocal());
    if (!complaints.isEmpty()) {
      throw new IllegalStateException(
          "Metaflows refuses to start: " + String.join("; ", complaints));
    }
  }

  private static boolean isSamLocal() {
    return "true".equals(System.getenv("AWS_SAM_LOCAL"));
  }

  static List<String> complaints(Settings settings, List<String> profiles, boolean samLocal) {
    List<String> complaints = new ArrayList<>();
    boolean developersMachine =
        samLocal || profiles.stream().anyMatch(DEVELOPERS_PROFILES::contains);
    Optional<AuthMode> mode = settings.auth().mode();
    boolean hasSwitch = settings.channels().url().isPresent();
    if (mode.isEmpty()) {
      complaints.add("metaflows.auth.mode (METAFLOWS_AUTH_MODE) is missing: kazoo or jwt");
    } else if (mode.get() == AuthMode.OPEN && !developersMachine) {
      complaints.add(
          "metaflows.auth.mode (METAFLOWS_AUTH_MODE) is open, which lets everyone in; it is taken"
              + " in the profiles dev, test and local and with AWS_SAM_LOCAL=true only");
    } else if (mode.get() == AuthMode.JWT && settings.auth().jwt().keys().isEmpty()) {
      complaints.add(
          "metaflows.auth.jwt.keys (METAFLOWS_AUTH_JWT_KEYS) is missing, which mode jwt needs:"
              + " a JWK Set as text, or the https URL of one");
    } else if (mode.get() == AuthMode.KAZOO && !hasSwitch) {
      complaints.add(
          "metaflows.channels.url (METAFLOWS_CHANNELS_URL) is missing, which mode kazoo needs");
    }
    if (settings.serves() == ServedRoutes.CHANNELS && !hasSwitch) {
      complaints.add(
          "metaflows.channels.url (METAFLOWS_CHANNELS_URL) is missing, which serving channels"
              + " needs");
    }
    complaints.addAll(Bounds.complaints(settings));
    return complaints;
  }
}
