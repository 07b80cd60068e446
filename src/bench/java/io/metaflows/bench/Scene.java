package io.metaflows.bench;

import io.metaflows.local.EmbeddedDynamoDb;
import io.metaflows.local.TableFromTemplate;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope;
import io.metaflows.store.Documents;
import io.metaflows.store.DynamoDbClients;
import io.metaflows.store.DynamoDbDocuments;
import io.metaflows.store.Precondition;
import io.metaflows.store.StoreSettings;
import io.metaflows.store.StoreUnavailable;
import io.metaflows.store.Written;
import io.metaflows.testing.TestingSettings;
import io.metaflows.testing.auth.TestingSigner;
import io.metaflows.testing.lambda.PackagedFunction;
import io.metaflows.testing.tls.TestingCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What stands around a function: DynamoDB, three ways to it, a switch, and keys for tokens. */
final class Scene implements AutoCloseable {

  static final String TABLE = TestingSettings.defaults().store().table();

  private static final StoreSettings PATIENT =
      TestingSettings.with(
              "metaflows.store.connect-timeout", "5S",
              "metaflows.store.attempt-timeout", "20S",
              "metaflows.store.call-timeout", "20S")
          .store();
  private static final int WARM_UP_WRITES = 200;

  private static final long TOKEN_SECONDS = 24 * 60 * 60L;

  private final EmbeddedDynamoDb database;
  private final TlsProxy tls;
  private final CountingProxy counting;
  private final SwitchStub telephony;
  private final TestingSigner signer;
  private final Path trustStore;
  private final Path pem;

  /** How a function reaches DynamoDB. */
  enum Via {
    PLAIN,
    TLS,
    COUNTED
  }

  /** How a function judges tokens. */
  enum Auth {
    JWT,
    OPEN
  }

  private Scene(EmbeddedDynamoDb database, TestingCertificate certificate, Path folder)
      throws IOException, GeneralSecurityException {
    this.database = database;
    this.tls = TlsProxy.start(certificate.shown(), database.endpoint());
    this.counting = CountingProxy.start(database.endpoint());
    this.telephony = SwitchStub.start();
    this.signer = TestingSigner.rsa("bench", 2048);
    this.trustStore = certificate.unencryptedTrustStore(folder);
    this.pem = certificate.pem(folder);
  }

  static Scene in(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
    Scene scene =
        new Scene(EmbeddedDynamoDb.inMemory(), TestingCertificate.chainIn(folder), folder);
    TableFromTemplate.load().create(scene.database.endpoint(), TABLE);
    scene.assignDocuments();
    return scene;
  }

  /**
   * The documents that are read. Written often and patiently: a cold database is slow, and that is
   * not what is measured.
   */
  private void assignDocuments() {
    try (DynamoDbClient client = client(PATIENT)) {
      Documents documents = new DynamoDbDocuments(client, PATIENT, Clock.systemUTC());
      Scope account = new Scope.Account(new AccountId(Accounts.ACCOUNT));
      Deadline deadline = Deadline.in(Duration.ofMinutes(2));
      for (int i = 0; i < WARM_UP_WRITES; i++) {
        Written written =
            documents.put(
                account, Metaflows.of(SampleDocuments.small()), Precondition.NONE, deadline);
        if (!(written instanceof Written.Done)
            || documents.readAll(List.of(account), deadline) instanceof StoreUnavailable) {
          throw new IllegalStateException("the database does not work: " + written);
        }
      }
    }
  }

  /** The product's client of DynamoDB, in this process. */
  DynamoDbClient client(StoreSettings settings) {
    return DynamoDbClients.configure(
            DynamoDbClient.builder()
                .endpointOverride(endpoint(Via.PLAIN))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench"))),
            settings,
            Optional.empty())
        .build();
  }

  URI endpoint(Via via) {
    return switch (via) {
      case PLAIN -> database.endpoint();
      case TLS -> tls.endpoint();
      case COUNTED -> counting.endpoint();
    };
  }

  CountingProxy counting() {
    return counting;
  }

  /** Requests that carry a good token. */
  Calls calls() {
    return new Calls(
        signer.token(
            "{\"iss\":\"kazoo\",\"account_id\":\"%s\",\"owner_id\":\"%s\",\"exp\":%d}"
                .formatted(
                    Accounts.ACCOUNT,
                    Accounts.USER,
                    Instant.now().getEpochSecond() + TOKEN_SECONDS)));
  }

  Program product(PackagedFunction function, Via via, Auth auth) {
    Map<String, String> environment = lambda(function.handler());
    environment.put("METAFLOWS_AUTH_MODE", auth == Auth.JWT ? "jwt" : "open");
    if (auth == Auth.JWT) {
      environment.put("METAFLOWS_AUTH_JWT_KEYS", signer.set());
    } else {
      environment.put("AWS_SAM_LOCAL", "true");
    }
    environment.put("METAFLOWS_AUTH_JWT_ISSUER", "kazoo");
    environment.put("METAFLOWS_TABLE", TABLE);
    environment.put("METAFLOWS_UNKNOWN_MODULES", "accept");
    environment.put("METAFLOWS_CHANNELS_URL", telephony.url());
    environment.put("METAFLOWS_SERVES", "all");
    environment.put("DISABLE_SIGNAL_HANDLERS", "true");
    environment.put("QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE", endpoint(via).toString());
    if (via == Via.TLS) {
      environment.put("METAFLOWS_TLS_TRUST_STORE", trustStore.toString());
    }
    return new Program(function.command(), environment);
  }

  Program node(NodePeer peer, Via via) {
    Map<String, String> environment = lambda("peer.handle");
    environment.put("METAFLOWS_TABLE", TABLE);
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", endpoint(via).toString());
    if (via == Via.TLS) {
      environment.put("NODE_EXTRA_CA_CERTS", pem.toString());
    }
    return peer.program(environment);
  }

  /** What Lambda sets in every execution environment. */
  private static Map<String, String> lambda(String handler) {
    return new TreeMap<>(
        Map.ofEntries(
            Map.entry("_HANDLER", handler),
            Map.entry("AWS_ACCESS_KEY_ID", "bench"),
            Map.entry("AWS_SECRET_ACCESS_KEY", "bench"),
            Map.entry("AWS_SESSION_TOKEN", "bench".repeat(80)),
            Map.entry("AWS_REGION", "us-east-1"),
            Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
            Map.entry("AWS_LAMBDA_FUNCTION_NAME", "bench"),
            Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
            Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
            Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
            Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/bench"),
            Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "bench"),
            Map.entry("LANG", "en_US.UTF-8"),
            Map.entry("PATH", "/usr/local/bin:/usr/bin:/bin"),
            Map.entry("LAMBDA_TASK_ROOT", "/var/task"),
            Map.entry("LAMBDA_RUNTIME_DIR", "/var/runtime"),
            Map.entry("TZ", ":UTC")));
  }

  @Override
  public void close() throws IOException {
    telephony.close();
    counting.close();
    tls.close();
    database.close();
  }
}
