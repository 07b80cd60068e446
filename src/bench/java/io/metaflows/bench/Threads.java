package io.metaflows.bench;

/** Threads that do not keep the benchmark from ending. */
final class Threads {

  private Threads() {}

  static void start(String name, Runnable task) {
    Thread thread = new Thread(task, "bench-" + name);
    thread.setDaemon(true);
    thread.start();
  }
}
