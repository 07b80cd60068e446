package io.metaflows.api.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.api.Api.Reply;
import java.util.List;

/** What many requests with one idempotency key have to come to. */
final class OneRun {

  private OneRun() {}

  /** One first result; all others repeat it or say that it is not there yet. */
  static void assertHolds(List<Reply> replies) {
    List<Reply> first =
        replies.stream()
            .filter(reply -> reply.status() == 201)
            .filter(reply -> reply.header("Idempotent-Replayed") == null)
            .toList();
    assertThat(first).hasSize(1);
    for (Reply reply : replies) {
      if (reply.status() == 201) {
        assertThat(reply.data()).isEqualTo(first.get(0).data());
      } else {
        assertThat(reply.status()).as(reply.text()).isEqualTo(409);
        assertThat(reply.message()).isEqualTo("idempotency_in_progress");
        assertThat(Integer.parseInt(reply.header("Retry-After"))).isPositive();
      }
    }
  }
}
