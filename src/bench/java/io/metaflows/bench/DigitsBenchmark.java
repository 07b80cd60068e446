package io.metaflows.bench;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Digits;
import io.metaflows.metaflow.EffectiveMetaflows;
import io.metaflows.metaflow.MetaflowLookup;
import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope.Account;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a document and the keys that were pressed to the metaflow that they mean: the last one. */
@State(Scope.Benchmark)
public class DigitsBenchmark {

  @Param({"1", "100", "500"})
  private int patterns;

  private final Account account = new Account(new AccountId(Accounts.ACCOUNT));
  private static final Duration TIME = Duration.ofSeconds(5);

  private final Digits digits = new Digits(SampleDocuments.DIGITS);
  private Metaflows document;

  @Setup
  public void writeDocument() {
    document = Metaflows.of(SampleDocuments.patterns(patterns));
  }

  @Benchmark
  public MetaflowLookup digitsToMetaflow() {
    return EffectiveMetaflows.of(account, document).digits(digits, Deadline.in(TIME));
  }
}
