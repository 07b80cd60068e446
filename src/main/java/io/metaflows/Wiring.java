package io.metaflows;

import io.metaflows.auth.Authority;
import io.metaflows.auth.CachedAuthority;
import io.metaflows.auth.JwtAuthority;
import io.metaflows.auth.OpenAuthority;
import io.metaflows.channels.NoSwitch;
import io.metaflows.channels.Switch;
import io.metaflows.channels.Trigger;
import io.metaflows.channels.TriggerFormReader;
import io.metaflows.documents.DocumentService;
import io.metaflows.http.HttpApi;
import io.metaflows.http.RequestBody;
import io.metaflows.http.ServedRoutes;
import io.metaflows.kazoo.ChannelsApiSettings;
import io.metaflows.kazoo.Kazoo;
import io.metaflows.lambda.BasePath;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Scope;
import io.metaflows.schema.Schemas;
import io.metaflows.store.Documents;
import io.metaflows.store.DynamoDbClients;
import io.metaflows.store.DynamoDbDocuments;
import io.metaflows.store.DynamoDbIdempotencyRecords;
import io.metaflows.store.IdempotencyRecords;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Puts the parts of the service together; nothing else knows all of them. */
@Singleton
class Wiring {

  private static final Logger LOG = Logger.getLogger(Wiring.class);

  /** A database that cannot be reached never stops the start: callers get an error response. */
  private static final Duration PRIMING = Duration.ofSeconds(1);

  private static final Scope NOBODY = new Scope.Account(new AccountId("-"));

  private final Settings settings;
  private final Optional<TrustStore> trustStore;

  Wiring(Settings settings) {
    StartUp.check(settings);
    this.settings = settings;
    this.trustStore = TrustStore.of(settings.tls());
  }

  /**
   * Makes the API before the first request, so that a wrong setting shows at once, and meanwhile
   * opens the connection to DynamoDB. Lambda gives the start of a function a whole processor, but a
   * request as little as a seventh: the same handshake would cost the first caller several times as
   * much.
   */
  void start(@Observes StartupEvent event, Documents documents, Instance<HttpApi> api) {
    if (settings.auth().mode().filter(AuthMode.OPEN::equals).isPresent()) {
      LOG.warn("auth mode open: every token is let in; never use it where others can reach it");
    }
    if (!settings.store().prime()) {
      api.get();
      return;
    }
    Thread reading = new Thread(() -> readNothing(documents), "prime");
    reading.setDaemon(true);
    reading.start();
    api.get().prime();
    try {
      reading.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readNothing(Documents documents) {
    Deadline soon = Deadline.in(PRIMING);
    if (settings.serves() == ServedRoutes.CHANNELS) {
      documents.readAll(List.of(NOBODY), soon);
    } else {
      documents.read(NOBODY, soon);
    }
  }

  @Produces
  @Singleton
  DynamoDbClient dynamoDb(DynamoDbClientBuilder builder) {
    return DynamoDbClients.configure(builder, settings.store(), trustStore.map(TrustStore::context))
        .build();
  }

  @Produces
  @Singleton
  Documents documents(DynamoDbClient dynamoDb) {
    return new DynamoDbDocuments(dynamoDb, settings.store(), Clock.systemUTC());
  }

  @Produces
  @Singleton
  HttpApi httpApi(
      DynamoDbClient dynamoDb,
      Documents documents,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    Clock clock = Clock.systemUTC();
    Optional<Kazoo> kazoo = kazoo(clock);
    Schemas schemas = Schemas.with(settings.unknownModules(), settings.limits());
    IdempotencyRecords records =
        new DynamoDbIdempotencyRecords(
            dynamoDb,
            settings.store(),
            settings.idempotency(),
            settings.deadline().channels().plus(Trigger.LEASE_BEYOND_DEADLINE),
            clock);
    Switch telephony = kazoo.map(Kazoo::channels).orElseGet(NoSwitch::new);
    return new HttpApi(
        version,
        settings.serves(),
        settings.deadline(),
        authority(kazoo, clock),
        new RequestBody(settings.limits()),
        new DocumentService(documents, schemas, settings.limits()),
        new Trigger(telephony, documents, records, schemas),
        new TriggerFormReader(schemas));
  }

  @Produces
  @Singleton
  BasePath basePath() {
    return BasePath.of(settings.basePath());
  }

  private Optional<Kazoo> kazoo(Clock clock) {
    ChannelsApiSettings channels = settings.channels();
    return channels
        .url()
        .map(url -> new Kazoo(channels, trustStore.map(TrustStore::context), clock));
  }

  private Authority authority(Optional<Kazoo> kazoo, Clock clock) {
    Settings.AuthSettings auth = settings.auth();
    return switch (auth.mode().orElseThrow()) {
      case OPEN -> new OpenAuthority();
      case JWT -> new JwtAuthority(auth.jwt(), clock, trustStore.map(TrustStore::context));
      case KAZOO -> new CachedAuthority(kazoo.orElseThrow().authority(), auth.cache(), clock);
    };
  }
}
