package io.metaflows.testing.network;

/** DaemonThreads that do not keep the benchmark from ending. */
public final class DaemonThreads {

  private DaemonThreads() {}

  public static void start(String name, Runnable task) {
    Thread thread = new Thread(task, "bench-" + name);
    thread.setDaemon(true);
    thread.start();
  }
}
