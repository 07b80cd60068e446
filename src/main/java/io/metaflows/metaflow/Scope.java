package io.metaflows.metaflow;

import java.util.Optional;
import java.util.function.Function;

/** The owner of a metaflows document: an account, a user of it, or a device of it. */
public sealed interface Scope {

  /** The account that the scope is, or belongs to. */
  AccountId account();

  /** What an answer calls the kind of scope: {@code account}, {@code user} or {@code device}. */
  String kind();

  /** The value that belongs to this scope: one function for each kind. */
  <T> T fold(Function<Account, T> account, Function<User, T> user, Function<Device, T> device);

  /** The account's own document. */
  record Account(AccountId account) implements Scope {
    @Override
    public String kind() {
      return "account";
    }

    @Override
    public <T> T fold(
        Function<Account, T> account, Function<User, T> user, Function<Device, T> device) {
      return account.apply(this);
    }
  }

  /**
   * A user's document.
   *
   * @param id 1 to 64 of {@code [A-Za-z0-9_-]}
   */
  record User(AccountId account, String id) implements Scope {
    public User {
      Identifiers.require(Identifiers.isScopeId(id), "user_id", id);
    }

    @Override
    public String kind() {
      return "user";
    }

    @Override
    public <T> T fold(
        Function<Account, T> account, Function<User, T> user, Function<Device, T> device) {
      return user.apply(this);
    }

    /** The user of that id; empty where the text is not well-formed. */
    public static Optional<User> parse(AccountId account, String id) {
      return Identifiers.isScopeId(id) ? Optional.of(new User(account, id)) : Optional.empty();
    }
  }

  /**
   * A device's document.
   *
   * @param id 1 to 64 of {@code [A-Za-z0-9_-]}
   */
  record Device(AccountId account, String id) implements Scope {
    public Device {
      Identifiers.require(Identifiers.isScopeId(id), "device_id", id);
    }

    @Override
    public String kind() {
      return "device";
    }

    @Override
    public <T> T fold(
        Function<Account, T> account, Function<User, T> user, Function<Device, T> device) {
      return device.apply(this);
    }

    /** The device of that id; empty where the text is not well-formed. */
    public static Optional<Device> parse(AccountId account, String id) {
      return Identifiers.isScopeId(id) ? Optional.of(new Device(account, id)) : Optional.empty();
    }
  }
}
