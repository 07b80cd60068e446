package io.metaflows.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/** Threads that do the same at the same time. */
final class Writers {

  private Writers() {}

  /** What so many threads, let loose together, each got in so many rounds. */
  static <T> List<T> together(int writers, int rounds, IntFunction<T> work) {
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      CyclicBarrier start = new CyclicBarrier(writers);
      List<Future<List<T>>> results = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        int writer = i;
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  List<T> own = new ArrayList<>();
                  for (int round = 0; round < rounds; round++) {
                    own.add(work.apply(writer));
                  }
                  return own;
                }));
      }
      List<T> all = new ArrayList<>();
      for (Future<List<T>> result : results) {
        all.addAll(result.get());
      }
      return all;
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdownNow();
    }
  }

  static List<Long> oneTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
