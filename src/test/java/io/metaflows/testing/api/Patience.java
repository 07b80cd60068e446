package io.metaflows.testing.api;

import io.metaflows.testing.api.Api.Reply;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what takes a while, and gives up when it takes far too long. */
public final class Patience {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Patience() {}

  /** Sends a request again and again until the answer is the awaited one. */
  public static Reply until(Supplier<Reply> request, Predicate<Reply> awaited) {
    long end = System.nanoTime() + LONGEST.toNanos();
    Reply reply = request.get();
    while (!awaited.test(reply)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still " + reply.status() + " " + reply.text());
      }
      pause();
      reply = request.get();
    }
    return reply;
  }

  /** Waits until something has happened. */
  public static void until(Supplier<Boolean> happened) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!happened.get()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not happen");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
