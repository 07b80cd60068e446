package io.metaflows.local;

import io.metaflows.http.ApiRequest;
import io.metaflows.http.HttpApi;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Serves the HTTP API until the process ends, and prints how to try it. */
public final class LocalApplication implements QuarkusApplication {

  /**
   * The pretend switch; null where a real one is configured. It is started before the application,
   * which needs its address.
   */
  static PretendSwitch pretendSwitch;

  private static final String SEED =
      "{\"data\":{\"binding_digit\":\"*\",\"patterns\":{\"2(\\\\d+)\":{\"module\":\"transfer\","
          + "\"data\":{\"takeback_dtmf\":\"*1\"}}}}}";

  private final HttpApi api;

  LocalApplication(HttpApi api) {
    this.api = api;
  }

  @Override
  public int run(String... args) {
    LocalOptions options = LocalOptions.read();
    warmUp();
    try (LocalServer server = LocalServer.start(api, new Pages(), options.host(), options.port())) {
      System.out.println(welcome("http://localhost:" + server.port()));
      Quarkus.waitForExit();
    }
    return 0;
  }

  /**
   * Sends requests that store nothing: the first ones are slow, because they load classes and open
   * connections.
   */
  private void warmUp() {
    Logger log = Logger.getLogger("metaflows");
    log.setLevel(Level.OFF);
    String digits = "{\"action\":\"metaflow\",\"data\":{\"digits\":\"*21234\"}}";
    for (int i = 0; i < 3; i++) {
      warmUp("GET", "", List.of("warm-up", "metaflows"), "");
      warmUp("POST", "", List.of("warm-up", "metaflows"), SEED);
      if (pretendSwitch != null) {
        List<String> call = List.of(PretendSwitch.ACCOUNT, "channels", PretendSwitch.DESK_CALL);
        warmUp("PUT", "dry_run=true", call, digits);
      }
    }
    log.setLevel(null);
  }

  private void warmUp(String method, String query, List<String> pathInAccounts, String body) {
    List<String> path = new ArrayList<>(List.of("v2", "accounts"));
    path.addAll(pathInAccounts);
    Map<String, String> headers = Map.of("x-auth-token", "warm-up", "if-match", "*");
    api.answer(
        new ApiRequest(
            method, path, query, headers, body.getBytes(StandardCharsets.UTF_8), Map.of()));
  }

  private static String welcome(String address) {
    String document = address + "/v2/accounts/demo/metaflows";
    StringBuilder text = new StringBuilder();
    text.append("\nMetaflows is ready on ").append(address);
    text.append("   (requests from a browser: ").append(address).append("/)\n");
    text.append("Try it from another terminal:\n\n");
    text.append("  curl -X POST -H 'X-Auth-Token: anything' ").append(document);
    text.append(" \\\n    -d '").append(SEED).append("'\n");
    text.append("  curl -H 'X-Auth-Token: anything' ").append(document).append("\n");
    if (pretendSwitch != null) {
      String channel =
          address
              + "/v2/accounts/"
              + PretendSwitch.ACCOUNT
              + "/channels/"
              + PretendSwitch.DESK_CALL;
      text.append("\nA pretend switch on ").append(pretendSwitch.url());
      text.append(" has two live calls of the account ").append(PretendSwitch.ACCOUNT);
      text.append(":\n");
      pretendSwitch.demoCalls().forEach(call -> text.append("  ").append(call).append("\n"));
      text.append("After a hangup, make them live again:  curl -X POST ");
      text.append(pretendSwitch.url()).append(PretendApi.RESTART).append("\n");
      text.append("Press *21234 on the first, once the document above is set:\n\n");
      text.append("  curl -X PUT -H 'X-Auth-Token: anything' ").append(channel);
      text.append(" \\\n    -d '{\"action\":\"metaflow\",\"data\":{\"digits\":\"*21234\"}}'\n");
    }
    text.append("\nCtrl-C ends it.\n");
    return text.toString();
  }
}
