package io.metaflows.channels;

/**
 * What a failure of the switch, while it was asked to run a metaflow, leaves behind under the
 * idempotency key. A definite refusal is a result; a caller that brings another token, or comes
 * later, may use the key again.
 */
final class AfterSwitchFailure implements SwitchFailure.SwitchFailureFold<AfterRun> {

  static final AfterSwitchFailure INSTANCE = new AfterSwitchFailure();

  private AfterSwitchFailure() {}

  @Override
  public AfterRun unknownToken() {
    return AfterRun.FREE;
  }

  @Override
  public AfterRun noRight() {
    return new AfterRun.KeepResult(RecordedOutcome.noRight());
  }

  @Override
  public AfterRun notLive() {
    return new AfterRun.KeepResult(RecordedOutcome.notLive());
  }

  @Override
  public AfterRun busy() {
    return AfterRun.FREE;
  }

  @Override
  public AfterRun refused(SwitchFailure.Refused refused) {
    return new AfterRun.KeepResult(RecordedOutcome.refused(refused));
  }

  @Override
  public AfterRun notAsked(SwitchFailure.NotAsked notAsked) {
    return AfterRun.FREE;
  }

  @Override
  public AfterRun noAnswer(SwitchFailure.NoAnswer noAnswer) {
    return AfterRun.UNKNOWN;
  }
}
