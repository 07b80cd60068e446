package io.metaflows;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.configuration.NameIterator;

/**
 * In the executable, takes every name in the configuration as one that is known.
 *
 * <p>Quarkus matches each of them, character by character, against every key there is, only to warn
 * of those that nobody reads: a tenth of a cold start's processor time, and no setting switches it
 * off. The JVM warns as ever, in the tests and on a developer's machine. Without this class the
 * executable is the same but for its start (docs/performance.md).
 */
@TargetClass(className = "io.quarkus.runtime.generated.Config")
final class NamesTakenAsKnown {

  private NamesTakenAsKnown() {}

  /** Called by generated code. */
  @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
  @Substitute
  private static boolean isMapped(NameIterator name) {
    return true;
  }
}
