package io.metaflows.kazoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.auth.Authority;
import io.metaflows.auth.Decision;
import io.metaflows.auth.Token;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;
import java.util.Optional;
import java.util.Set;

/**
 * Asks Kazoo by reading the account's metaflows there with the caller's own token
 * (docs/authentication.md#mode-kazoo). So the rights of parent accounts and administrators apply,
 * and the restrictions of a token.
 */
final class KazooAuthority implements Authority {

  /** Kazoo's two messages for an account id that is unknown or has the wrong length. */
  private static final Set<String> UNKNOWN_ACCOUNT = Set.of("bad_identifier", "bad identifier");

  private final KazooClient client;

  KazooAuthority(KazooClient client) {
    this.client = client;
  }

  @Override
  public Decision decide(Token token, AccountId account, Deadline deadline) {
    if (token.isTooLong()) {
      return Decision.UNAUTHENTICATED;
    }
    return client
        .get(KazooUrl.metaflows(account), token, Optional.empty(), deadline)
        .fold(
            KazooAuthority::decide,
            silence -> new Decision.AuthorityUnavailable("the authority " + silence.reason()));
  }

  /** Only Kazoo's own envelope is a yes; an answer that cannot be read never is. */
  private static Decision decide(KazooReply.KazooAnswer answer) {
    int status = answer.status();
    if (status == 200 && answer.isSuccess() && answer.data() instanceof ObjectNode) {
      return Decision.ALLOWED;
    }
    if (status == 401) {
      return Decision.UNAUTHENTICATED;
    }
    if (status == 403) {
      return Decision.FORBIDDEN;
    }
    if (status == 404 && answer.isKazooError() && UNKNOWN_ACCOUNT.contains(answer.message())) {
      return Decision.UNKNOWN_ACCOUNT;
    }
    return new Decision.AuthorityUnavailable(
        "the authority gave no usable answer (HTTP " + status + ")");
  }
}
