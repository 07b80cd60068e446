package io.metaflows.api.triggers;

import static io.metaflows.testing.api.ApiAssertions.fresh;
import static io.metaflows.testing.kazoo.TestingKazoo.says;
import static io.metaflows.testing.kazoo.TestingKazoo.success;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.KazooMode;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.metaflows.testing.kazoo.GeneratedAnswers;
import io.metaflows.testing.kazoo.GeneratedAnswers.Answer;
import io.metaflows.testing.kazoo.GeneratedAnswers.Kind;
import io.metaflows.testing.kazoo.TestingKazoo;
import io.metaflows.testing.kazoo.TestingKazooResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever the switch or the authority answers, the response is one of the table of errors, and
 * only Kazoo's own envelope is a yes (docs/kazoo.md#answers).
 */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(TestingKazooResource.class)
@WithTestResource(KazooMode.class)
class SwitchAnswersApiTest {

  private static final int ANSWERS = 150;
  private static final long SEED = 7;
  private static final String CALL = "call-1";
  private static final String RUN = "{\"action\":\"metaflow\",\"data\":{\"module\":\"hangup\"}}";

  private static final Set<Integer> OF_THE_AUTHORITY = Set.of(200, 401, 403, 404, 503);
  private static final Set<Integer> OF_A_DRY_RUN = Set.of(200, 401, 403, 404, 502, 503);
  private static final Set<Integer> OF_A_RUN = Set.of(201, 400, 401, 403, 404, 502, 503);

  TestingKazoo telephony;

  @Test
  void noneIsAnErrorOfThisService() {
    GeneratedAnswers answers = new GeneratedAnswers(SEED);
    telephony.reset();
    for (int i = 0; i < ANSWERS; i++) {
      Answer answer = answers.next();
      if (answer.lasting()) {
        assertAnswered("answer " + i + " of seed " + SEED + ": " + answer, answer);
      }
    }
  }

  private void assertAnswered(String about, Answer answer) {
    String account = fresh();
    boolean yes = answer.kind() == Kind.SUCCESS;
    boolean known = answer.kind() != Kind.CHANGED;
    boolean ok = answer.status() >= 200 && answer.status() < 300;
    telephony.onRights(account, response(answer));
    Reply read = Api.get("/v2/accounts/" + account + "/metaflows").send();
    assertThat(read.status()).as(about).isIn(OF_THE_AUTHORITY);
    if (known) {
      assertThat(read.status() == 200).as(about).isEqualTo(yes && answer.status() == 200);
    }

    String lively = fresh();
    Api run = Api.put("/v2/accounts/" + lively + "/channels/" + CALL, RUN);
    telephony.onRights(lively, says(200, success("{}")));
    telephony.onPut(lively, CALL, response(answer));
    Reply ran = run.send();
    assertThat(ran.status()).as(about).isIn(OF_A_RUN);
    telephony.onGet(lively, CALL, response(answer));
    Reply dry = run.query("dry_run=true").send();
    assertThat(dry.status()).as(about).isIn(OF_A_DRY_RUN);
    if (known) {
      assertThat(ran.status() == 201).as(about).isEqualTo(yes && ok);
      assertThat(dry.status() == 200).as(about).isEqualTo(yes && ok);
    }
  }

  private static ResponseDefinitionBuilder response(Answer answer) {
    return says(answer.status(), "").withBody(answer.body());
  }
}
