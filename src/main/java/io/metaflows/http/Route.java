package io.metaflows.http;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Which of the four routes of contract, section 2, a path is on. Its ids are not looked at before a
 * token is there.
 */
sealed interface Route {

  /** What the access log calls it. */
  String name();

  /** The methods of section 2's table, in its order. */
  List<String> methods();

  /** The account of the path; refused where the text is no account id. */
  AccountId account();

  /** A metaflows document at one of the scopes. */
  record Documents(String kind, String accountText, String idText) implements Route {
    @Override
    public String name() {
      return kind;
    }

    @Override
    public List<String> methods() {
      return List.of("GET", "POST", "DELETE");
    }

    @Override
    public AccountId account() {
      return parseAccount(accountText);
    }

    Scope scope() {
      AccountId account = account();
      return switch (kind) {
        case "user" ->
            Scope.User.parse(account, idText).orElseThrow(() -> badId("user_id", idText));
        case "device" ->
            Scope.Device.parse(account, idText).orElseThrow(() -> badId("device_id", idText));
        default -> new Scope.Account(account);
      };
    }
  }

  /** A live channel. */
  record Channel(String accountText, String callText) implements Route {
    @Override
    public String name() {
      return "channel";
    }

    @Override
    public List<String> methods() {
      return List.of("PUT");
    }

    @Override
    public AccountId account() {
      return parseAccount(accountText);
    }

    CallId call() {
      return CallId.parse(callText).orElseThrow(() -> badId("call_id", callText));
    }
  }

  /** The route that a path is on; empty where it is on none. */
  static Optional<Route> of(List<String> path) {
    if (path.size() < 4 || !path.get(0).equals("v2") || !path.get(1).equals("accounts")) {
      return Optional.empty();
    }
    String account = path.get(2);
    String noun = path.get(3);
    if (path.size() == 4 && noun.equals("metaflows")) {
      return Optional.of(new Documents("account", account, ""));
    }
    if (path.size() == 5 && noun.equals("channels")) {
      return Optional.of(new Channel(account, path.get(4)));
    }
    if (path.size() == 6 && path.get(5).equals("metaflows")) {
      if (noun.equals("users")) {
        return Optional.of(new Documents("user", account, path.get(4)));
      }
      if (noun.equals("devices")) {
        return Optional.of(new Documents("device", account, path.get(4)));
      }
    }
    return Optional.empty();
  }

  private static AccountId parseAccount(String text) {
    return AccountId.parse(text).orElseThrow(() -> badId("account_id", text));
  }

  private static Refused badId(String kind, String text) {
    return new Refused(Problem.malformedId(kind, text));
  }
}
