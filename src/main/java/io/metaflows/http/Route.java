package io.metaflows.http;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The route that a path belongs to (docs/api.md#routes). The ids of a path are texts until a token
 * is known to be there.
 */
sealed interface Route {

  /** The name in the access log. */
  String name();

  /** The account of the path; an error response where the text is not an account id. */
  AccountId account();

  /** The value that belongs to this route: one function for each kind of route. */
  <T> T fold(Function<DocumentRoute, T> document, Function<ChannelRoute, T> channel);

  /** A metaflows document. */
  sealed interface DocumentRoute extends Route {

    /** The scope of the document; an error response where an id is not well-formed. */
    Scope scope();

    @Override
    default <T> T fold(Function<DocumentRoute, T> document, Function<ChannelRoute, T> channel) {
      return document.apply(this);
    }
  }

  /** The document of an account. */
  record AccountDocument(String accountText) implements DocumentRoute {
    @Override
    public String name() {
      return "account";
    }

    @Override
    public AccountId account() {
      return parseAccount(accountText);
    }

    @Override
    public Scope scope() {
      return new Scope.Account(account());
    }
  }

  /** The document of a user. */
  record UserDocument(String accountText, String userText) implements DocumentRoute {
    @Override
    public String name() {
      return "user";
    }

    @Override
    public AccountId account() {
      return parseAccount(accountText);
    }

    @Override
    public Scope scope() {
      return Scope.User.parse(account(), userText)
          .orElseThrow(() -> malformedId("user_id", userText));
    }
  }

  /** The document of a device. */
  record DeviceDocument(String accountText, String deviceText) implements DocumentRoute {
    @Override
    public String name() {
      return "device";
    }

    @Override
    public AccountId account() {
      return parseAccount(accountText);
    }

    @Override
    public Scope scope() {
      return Scope.Device.parse(account(), deviceText)
          .orElseThrow(() -> malformedId("device_id", deviceText));
    }
  }

  /** A live channel. */
  record ChannelRoute(String accountText, String callText) implements Route {
    @Override
    public String name() {
      return "channel";
    }

    @Override
    public AccountId account() {
      return parseAccount(accountText);
    }

    /** The call of the path; an error response where the text is not a call id. */
    CallId call() {
      return CallId.parse(callText).orElseThrow(() -> malformedId("call_id", callText));
    }

    @Override
    public <T> T fold(Function<DocumentRoute, T> document, Function<ChannelRoute, T> channel) {
      return channel.apply(this);
    }
  }

  /** The route of a path; empty where there is none. */
  static Optional<Route> of(List<String> path) {
    if (path.size() < 4 || !path.get(0).equals("v2") || !path.get(1).equals("accounts")) {
      return Optional.empty();
    }
    String account = path.get(2);
    String noun = path.get(3);
    if (path.size() == 4 && noun.equals("metaflows")) {
      return Optional.of(new AccountDocument(account));
    }
    if (path.size() == 5 && noun.equals("channels")) {
      return Optional.of(new ChannelRoute(account, path.get(4)));
    }
    if (path.size() == 6 && path.get(5).equals("metaflows")) {
      return switch (noun) {
        case "users" -> Optional.of(new UserDocument(account, path.get(4)));
        case "devices" -> Optional.of(new DeviceDocument(account, path.get(4)));
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  private static AccountId parseAccount(String text) {
    return AccountId.parse(text).orElseThrow(() -> malformedId("account_id", text));
  }

  private static ErrorResponseException malformedId(String kind, String text) {
    return new ErrorResponseException(ErrorResponse.malformedId(kind, text));
  }
}
