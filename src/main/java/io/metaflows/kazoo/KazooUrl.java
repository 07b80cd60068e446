package io.metaflows.kazoo;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** The addresses of Kazoo's API. */
final class KazooUrl {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private KazooUrl() {}

  /**
   * The base URL without the slash at its end.
   *
   * @throws IllegalArgumentException naming the setting
   */
  static String base(String setting) {
    String text = setting.strip().replaceAll("/+$", "");
    try {
      URI url = URI.create(text);
      if (url.getScheme() != null
          && SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      throw refusal(e);
    }
    throw refusal(null);
  }

  static String metaflows(AccountId account) {
    return "/v2/accounts/" + segment(account.value()) + "/metaflows";
  }

  static String channel(AccountId account, CallId call) {
    return "/v2/accounts/" + segment(account.value()) + "/channels/" + segment(call.value());
  }

  /** Kazoo decodes a segment like a form, where a bare plus sign is a space. */
  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A");
  }

  private static IllegalArgumentException refusal(Throwable cause) {
    return new IllegalArgumentException(
        "metaflows.channels.url: not an http or https URL without query, fragment and user", cause);
  }
}
