package io.metaflows.channels;

/** The word for each result of a trigger in the audit log (docs/deploy.md#logs). */
final class TriggerResultWords
    implements TriggerResult.TriggerResultFold<String>, SwitchFailure.SwitchFailureFold<String> {

  @Override
  public String sent(TriggerResult.MetaflowSent sent) {
    return "sent";
  }

  @Override
  public String notSent(TriggerResult.MetaflowNotSent notSent) {
    return "dry_run";
  }

  @Override
  public String noSuchMetaflow(TriggerResult.NoSuchMetaflow missing) {
    return "no_such_metaflow";
  }

  @Override
  public String nodeInvalid(TriggerResult.NodeInvalid invalid) {
    return "invalid";
  }

  @Override
  public String switchFailed(TriggerResult.SwitchFailed failed) {
    return failed.failure().fold(this);
  }

  @Override
  public String datastoreUnreachable() {
    return "datastore_unreachable";
  }

  @Override
  public String replayed(TriggerResult.Replayed replayed) {
    return "replayed";
  }

  @Override
  public String firstStillRunning(TriggerResult.FirstStillRunning running) {
    return "in_progress";
  }

  @Override
  public String firstOutcomeUnknown() {
    return "unknown_before";
  }

  @Override
  public String keyReused() {
    return "conflict";
  }

  @Override
  public String unknownToken() {
    return "unauthenticated";
  }

  @Override
  public String noRight() {
    return "forbidden";
  }

  @Override
  public String notLive() {
    return "not_live";
  }

  @Override
  public String busy() {
    return "busy";
  }

  @Override
  public String refused(SwitchFailure.Refused refused) {
    return "refused";
  }

  @Override
  public String notAsked(SwitchFailure.NotAsked notAsked) {
    return "unreachable";
  }

  @Override
  public String noAnswer(SwitchFailure.NoAnswer noAnswer) {
    return "unknown";
  }
}
