package io.metaflows.api.triggers;

import static io.metaflows.testing.api.ApiAssertions.assertError;
import static io.metaflows.testing.api.ApiAssertions.json;
import static io.metaflows.testing.api.SampleDocuments.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.LiveCall;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A metaflow is run on a live call, in each of the four forms (docs/triggers.md#forms). */
@QuarkusTest
class ChannelsApiTest extends LiveCall {

  private void assertSent(Reply reply, String node, String matched) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.data())
        .isEqualTo(
            json(
                "{\"message\":\"metaflow sent\",\"metaflow\":"
                    + node
                    + ",\"matched\":"
                    + matched
                    + "}"));
    assertThat(telephony.onlyPut(account))
        .isEqualTo(json("{\"action\":\"metaflow\",\"data\":" + node + "}"));
  }

  @Test
  void anInlineMetaflowIsSentAtOnceWithItsDefaults() {
    int before = database.arrived();
    Reply reply = run("{\"module\":\"hold\",\"children\":{\"_\":{\"module\":\"hangup\"}}}").send();

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.data()).isEqualTo(json("\"metaflow sent\""));
    assertThat(reply.json().has("revision")).isFalse();
    assertThat(telephony.onlyPut(account))
        .isEqualTo(
            json(
                "{\"action\":\"metaflow\",\"data\":{\"module\":\"hold\",\"data\":{\"unhold_key\":\"1\"},"
                    + "\"children\":{\"_\":{\"module\":\"hangup\",\"data\":{}}}}}"));
    assertThat(telephony.gets(account)).isZero();
    assertThat(database.arrived()).isEqualTo(before);
  }

  @Test
  void anInlineTransferToAFixedTargetIsDialled() {
    run("{\"module\":\"transfer\",\"data\":{\"target\":\"1000\"}}").send();

    assertThat(telephony.onlyPut(account).at("/data/data/captures")).isEqualTo(json("[\"1000\"]"));
  }

  @Test
  void aNumberRunsWhatIsStoredUnderIt() {
    store("", "{\"numbers\":{\"9\":{\"module\":\"break\"}}}");

    assertSent(
        run("{\"number\":\"9\"}").send(),
        "{\"module\":\"break\",\"data\":{}}",
        "{\"scope\":\"account\",\"number\":\"9\"}");
  }

  @Test
  void thePatternOfTheSeedTransfersToWhatWasDialled() {
    assertThat(
            Api.request("POST", "/v2/accounts/" + account + "/metaflows")
                .form(SEED)
                .send()
                .status())
        .isEqualTo(200);

    assertSent(
        run("{\"digits\":\"*21234\"}").send(),
        "{\"module\":\"transfer\",\"data\":{\"takeback_dtmf\":\"*1\",\"captures\":[\"1234\"],"
            + "\"collected\":\"21234\",\"transfer_type\":\"blind\"}}",
        "{\"scope\":\"account\",\"pattern\":\"2(\\\\d+)\"}");
  }

  @Test
  void aPatternByNameTakesTheCallersCaptures() {
    store(
        "",
        "{\"patterns\":{\"2(\\\\d+)\":{\"module\":\"transfer\",\"children\":{\"_\":"
            + "{\"module\":\"callflow\"}}}}}");

    assertSent(
        run("{\"pattern\":\"2(\\\\d+)\",\"captures\":[\"\",\"77\"]}").send(),
        "{\"module\":\"transfer\",\"data\":{\"captures\":[\"77\"],\"transfer_type\":\"blind\"},"
            + "\"children\":{\"_\":{\"module\":\"callflow\",\"data\":{\"captures\":\"77\"}}}}",
        "{\"scope\":\"account\",\"pattern\":\"2(\\\\d+)\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "1, account, 10",
    "2, device, 20",
    "3, user, 30",
    "12, device, 21",
    "13, user, 31",
    "23, user, 32"
  })
  void theUserOverridesTheDeviceAndTheDeviceTheAccount(String number, String scope, int level) {
    store("", numbers("1", 10, "12", 11, "13", 12));
    store("/devices/desk", numbers("2", 20, "12", 21, "23", 22));
    store("/users/alice", numbers("3", 30, "13", 31, "23", 32));
    store("/users/bob", numbers("1", 40, "2", 40));
    store("/devices/mobile", numbers("1", 50, "3", 50));

    Reply reply = run("{\"number\":\"" + number + "\"}").send();

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.data().at("/matched/scope").asText()).isEqualTo(scope);
    assertThat(reply.data().at("/metaflow/data/level").asInt()).isEqualTo(level);
  }

  private static String numbers(Object... keysAndLevels) {
    StringBuilder numbers = new StringBuilder("{\"numbers\":{");
    for (int i = 0; i < keysAndLevels.length; i += 2) {
      numbers
          .append(i == 0 ? "" : ",")
          .append(
              "\"%s\":{\"module\":\"custom\",\"data\":{\"level\":%s}}"
                  .formatted(keysAndLevels[i], keysAndLevels[i + 1]));
    }
    return numbers + "}}";
  }

  @Test
  void theBindingDigitOfTheChannelIsDroppedWhoeverSetIt() {
    store("", "{\"binding_digit\":\"#\",\"numbers\":{\"5\":{\"module\":\"hangup\"}}}");
    store("/users/alice", "{\"numbers\":{\"*5\":{\"module\":\"hold\"}}}".replace("*5", "6"));

    Reply reply = run("{\"digits\":\"#5\"}").send();
    assertThat(reply.data().at("/matched"))
        .isEqualTo(json("{\"scope\":\"account\",\"number\":\"5\"}"));
    assertThat(run("{\"digits\":\"*5\"}").send().status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"number\":\"404\"} | 404",
        "{\"pattern\":\"2(\\\\d+)\"} | 2(\\\\d+)",
        "{\"digits\":\"*99\"} | *99"
      })
  void aMetaflowThatTheChannelDoesNotHaveIsUnknown(String data, String cause) {
    store("/users/bob", "{\"numbers\":{\"404\":{\"module\":\"hangup\"}}}");

    assertError(
        run(data).send(),
        404,
        "bad_identifier",
        "{\"message\":\"bad identifier\",\"cause\":\"" + cause + "\"}");
    assertThat(telephony.puts(account)).isZero();
  }

  @Test
  void aDryRunTellsAllAndSendsNothing() {
    store("/devices/desk", "{\"patterns\":{\"^7(.*)\":{\"module\":\"transfer\"}}}");

    Reply stored = run("{\"digits\":\"*7123\"}").query("dry_run=true").send();
    assertThat(stored.status()).as(stored.text()).isEqualTo(200);
    assertThat(stored.data())
        .isEqualTo(
            json(
                "{\"message\":\"metaflow not sent\",\"metaflow\":{\"module\":\"transfer\",\"data\":"
                    + "{\"captures\":[\"123\"],\"collected\":\"7123\",\"transfer_type\":\"blind\"}},"
                    + "\"matched\":{\"scope\":\"device\",\"pattern\":\"^7(.*)\"}}"));

    Reply inline = run("{\"module\":\"hangup\"}").query("dry_run=true").send();
    assertThat(inline.status()).isEqualTo(200);
    assertThat(inline.data())
        .isEqualTo(
            json(
                "{\"message\":\"metaflow not sent\",\"metaflow\":{\"module\":\"hangup\",\"data\":{}}}"));

    assertThat(telephony.gets(account)).isEqualTo(2);
    assertThat(telephony.puts(account)).isZero();
  }

  @Test
  void aDryRunOnACallThatIsNotLiveSaysSo() {
    assertError(
        Api.put(channel("gone"), "{\"action\":\"metaflow\",\"data\":{\"module\":\"hangup\"}}")
            .query("dry_run=true")
            .send(),
        404,
        "bad identifier",
        "[\"gone\"]");
  }
}
