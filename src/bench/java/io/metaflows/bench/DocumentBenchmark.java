package io.metaflows.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Scope.Account;
import io.metaflows.schema.Body;
import io.metaflows.schema.Schemas;
import io.metaflows.schema.UnknownModules;
import io.metaflows.testing.TestingSettings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From the bytes of a POST to the document that answers it, without the database. */
@State(Scope.Benchmark)
public class DocumentBenchmark {

  @Param({"10", "100", "1000"})
  private int nodes;

  private final Schemas schemas =
      Schemas.with(UnknownModules.ACCEPT, TestingSettings.defaults().limits());
  private final Account account = new Account(new AccountId(Accounts.ACCOUNT));
  private byte[] body;

  @Setup
  public void writeBody() {
    ObjectNode envelope = Json.object();
    envelope.set("data", SampleDocuments.large(nodes));
    body = Json.bytes(envelope);
  }

  @Benchmark
  public ObjectNode parseValidateFill() {
    ObjectNode data =
        (ObjectNode)
            ((Body.Parsed) Body.read(body, TestingSettings.defaults().limits()))
                .envelope()
                .get("data");
    return schemas
        .checkDocument(data)
        .fold(
            document -> schemas.filled(document, account),
            failures -> {
              throw new IllegalStateException(failures.toString());
            });
  }
}
