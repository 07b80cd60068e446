package io.metaflows.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Given;
import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope;
import io.metaflows.schema.Schemas;
import io.metaflows.schema.UnknownModules;
import io.metaflows.store.DocumentRead;
import io.metaflows.store.Documents;
import io.metaflows.store.DocumentsRead;
import io.metaflows.store.Precondition;
import io.metaflows.store.Written;
import io.metaflows.testing.TestingAuditLog;
import io.metaflows.testing.TestingSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every write leaves one audit line, whatever becomes of it (docs/deploy.md#audit-lines). */
class DocumentAuditTest {

  private static final Scope SCOPE =
      Scope.User.parse(new AccountId("document-audit"), "alice").orElseThrow();

  private static final Schemas SCHEMAS =
      Schemas.with(UnknownModules.ACCEPT, TestingSettings.defaults().limits());

  private final TestingAuditLog log = new TestingAuditLog();

  @AfterEach
  void close() {
    log.close();
  }

  /** A store with a fault of its own. */
  private record FaultyDocuments(Throwable failure) implements Documents {
    @Override
    public DocumentRead read(Scope scope, Deadline deadline) {
      throw new UnsupportedOperationException();
    }

    @Override
    public DocumentsRead readAll(List<Scope> scopes, Deadline deadline) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Written put(
        Scope scope, Metaflows document, Precondition precondition, Deadline deadline) {
      return raise();
    }

    @Override
    public Written delete(Scope scope, Precondition precondition, Deadline deadline) {
      return raise();
    }

    private Written raise() {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
  }

  static Stream<Throwable> unforeseen() {
    return Stream.of(new IllegalStateException("unforeseen"), new StackOverflowError());
  }

  private static DocumentService service(Throwable failure) {
    return new DocumentService(
        new FaultyDocuments(failure), SCHEMAS, TestingSettings.defaults().limits());
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(30));
  }

  private void assertOneLine(String action) {
    assertThat(log.lines())
        .filteredOn(line -> line.get("account").equals("document-audit"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .containsEntry("action", action)
                    .containsEntry("request_id", "request")
                    .containsEntry("scope", "user/alice")
                    .containsEntry("outcome", "failed")
                    .containsEntry("before", "-")
                    .containsEntry("after", "-"));
  }

  @ParameterizedTest
  @MethodSource("unforeseen")
  void aFailureOfThisServiceWhileItStoresLeavesALine(Throwable failure) {
    assertThatThrownBy(
            () ->
                service(failure).set(SCOPE, Given.json("{}"), Precondition.NONE, "request", soon()))
        .isSameAs(failure);
    assertOneLine("set");
  }

  @ParameterizedTest
  @MethodSource("unforeseen")
  void aFailureOfThisServiceWhileItRemovesLeavesALine(Throwable failure) {
    assertThatThrownBy(() -> service(failure).remove(SCOPE, Precondition.NONE, "request", soon()))
        .isSameAs(failure);
    assertOneLine("remove");
  }
}
