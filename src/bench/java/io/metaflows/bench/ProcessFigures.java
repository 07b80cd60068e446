package io.metaflows.bench;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * What the operating system knows about a process. Linux tells; anywhere else nothing is known.
 *
 * <p>CPU time is read from the process's own clock, in nanoseconds: {@code /proc/PID/stat} counts
 * in hundredths of a second, and the sum over its threads lacks those that have ended.
 */
final class ProcessFigures {

  private static final boolean LINUX = System.getProperty("os.name").equals("Linux");
  private static final int PROCESS_CPU_CLOCK = 2;
  private static final double KIB_PER_MIB = 1024;

  private final long pid;

  ProcessFigures(long pid) {
    this.pid = pid;
  }

  private interface LibC extends Library {
    int clock_gettime(int clock, long[] secondsAndNanos);
  }

  /** Loaded when it is first asked for. */
  private static final class Loaded {
    static final LibC LIB_C = Native.load("c", LibC.class);
  }

  /** Used so far, by all its threads, in milliseconds. */
  OptionalDouble cpuMillis() {
    if (!LINUX) {
      return OptionalDouble.empty();
    }
    long[] time = new long[2];
    int clock = (int) (~pid << 3) | PROCESS_CPU_CLOCK;
    return Loaded.LIB_C.clock_gettime(clock, time) == 0
        ? OptionalDouble.of(time[0] * 1e3 + time[1] / 1e6)
        : OptionalDouble.empty();
  }

  /** In MiB. */
  OptionalDouble resident() {
    return memory("VmRSS:");
  }

  /** The most that was ever resident, in MiB. */
  OptionalDouble peak() {
    return memory("VmHWM:");
  }

  private OptionalDouble memory(String name) {
    if (!LINUX) {
      return OptionalDouble.empty();
    }
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith(name))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB)
          .findFirst();
    } catch (IOException e) {
      throw new IllegalStateException("process " + pid + " is gone", e);
    }
  }
}
