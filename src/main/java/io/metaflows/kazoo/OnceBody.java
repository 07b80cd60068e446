package io.metaflows.kazoo;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The body of a request that must not be sent twice. The client sends some requests again by itself
 * (all of them, if a system property says so), but it cannot read this body a second time. The body
 * also knows whether it was read, that is, whether a part of the request may have been sent.
 */
final class OnceBody implements BodyPublisher {

  private final BodyPublisher body;
  private final AtomicBoolean taken = new AtomicBoolean();

  OnceBody(byte[] bytes) {
    this.body = BodyPublishers.ofByteArray(bytes);
  }

  boolean wasTaken() {
    return taken.get();
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    if (taken.compareAndSet(false, true)) {
      body.subscribe(subscriber);
    } else {
      subscriber.onSubscribe(new NothingLeft());
      subscriber.onError(new IllegalStateException("the request was sent before"));
    }
  }

  private static final class NothingLeft implements Flow.Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }
}
