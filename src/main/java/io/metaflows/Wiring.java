package io.metaflows;

import io.metaflows.auth.Authority;
import io.metaflows.auth.CachedAuthority;
import io.metaflows.auth.JwtAuthority;
import io.metaflows.auth.OpenAuthority;
import io.metaflows.channels.Trigger;
import io.metaflows.http.FrontDoor;
import io.metaflows.kazoo.Kazoo;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Scope;
import io.metaflows.schema.Limits;
import io.metaflows.schema.Schemas;
import io.metaflows.store.Documents;
import io.metaflows.store.DynamoDbDocuments;
import io.metaflows.store.DynamoDbIdempotencyRecords;
import io.metaflows.store.StoreSettings;
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

/** Puts the parts together: the only place that knows the settings and every room of the house. */
@Singleton
class Wiring {

  private static final Logger LOG = Logger.getLogger(Wiring.class);

  /** Never the reason for a start to fail: a database that cannot be reached is told to callers. */
  private static final Duration PRIMING = Duration.ofSeconds(1);

  private static final Scope NOBODY = new Scope.Account(new AccountId("-"));

  private final Settings settings;
  private final Optional<Trust> trust;

  Wiring(Settings settings) {
    StartUp.check(settings);
    this.settings = settings;
    this.trust = Trust.of(settings.tls());
  }

  /**
   * The front door is made before the first request is taken: what is wrong with it shows at once.
   * The connection to DynamoDB is opened here as well, where Lambda grants the whole processor: its
   * handshake would cost the first caller several times as much. The front door is made in the
   * meantime, and nothing is taken before both are done: after that the processor may be a seventh.
   */
  void start(@Observes StartupEvent event, Documents documents, Instance<FrontDoor> frontDoor) {
    if (settings.auth().mode().filter(AuthMode.OPEN::equals).isPresent()) {
      LOG.warn("auth mode open: every token is let in; never use it where others can reach it");
    }
    if (!settings.store().prime()) {
      frontDoor.get();
      return;
    }
    Thread reading = new Thread(() -> readNothing(documents), "prime");
    reading.setDaemon(true);
    reading.start();
    frontDoor.get().prime();
    try {
      reading.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readNothing(Documents documents) {
    Deadline soon = Deadline.in(PRIMING);
    if (settings.serves() == Serves.CHANNELS) {
      documents.readAll(List.of(NOBODY), soon);
    } else {
      documents.read(NOBODY, soon);
    }
  }

  @Produces
  @Singleton
  DynamoDbClient dynamoDb(DynamoDbClientBuilder builder) {
    return storeSettings().applyTo(builder, trust.map(Trust::context)).build();
  }

  @Produces
  @Singleton
  Documents documents(DynamoDbClient dynamoDb) {
    return new DynamoDbDocuments(dynamoDb, storeSettings(), Clock.systemUTC());
  }

  @Produces
  @Singleton
  FrontDoor frontDoor(
      DynamoDbClient dynamoDb,
      Documents documents,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    Clock clock = Clock.systemUTC();
    Optional<Kazoo> kazoo = kazoo(clock);
    return FrontDoor.open(
        new FrontDoor.Rooms(
            authority(kazoo, clock),
            Schemas.with(settings.unknownModules(), limits(settings.limits())),
            documents,
            new DynamoDbIdempotencyRecords(dynamoDb, storeSettings(), recordTimes(settings), clock),
            kazoo.map(Kazoo::channels)),
        new FrontDoor.House(
            version,
            settings.serves() != Serves.CHANNELS,
            settings.serves() != Serves.DOCUMENTS,
            settings.deadline().documents(),
            settings.deadline().channels(),
            settings.channels().readTimeout(),
            settings.limits().body(),
            limits(settings.limits())));
  }

  private StoreSettings storeSettings() {
    return storeSettings(settings);
  }

  static StoreSettings storeSettings(Settings settings) {
    Settings.Store store = settings.store();
    return new StoreSettings(
        settings.table(),
        store.attempts(),
        store.attemptTimeout(),
        store.callTimeout(),
        store.connectTimeout());
  }

  static DynamoDbIdempotencyRecords.Times recordTimes(Settings settings) {
    return new DynamoDbIdempotencyRecords.Times(
        settings.deadline().channels().plus(Trigger.LEASE_BEYOND_DEADLINE),
        settings.idempotency().kept());
  }

  static Limits limits(Settings.Limits limits) {
    return new Limits(
        limits.jsonDepth(),
        limits.depth(),
        limits.nodes(),
        limits.entries(),
        limits.pattern(),
        limits.patternNesting(),
        limits.patternInstructions(),
        limits.documentInstructions(),
        limits.failures());
  }

  static JwtAuthority.Times jwtTimes(Settings.Auth.Jwt jwt) {
    return new JwtAuthority.Times(
        jwt.clockSkew(), jwt.keysTtl(), jwt.keysRefresh(), jwt.keysMaxAge());
  }

  static CachedAuthority.Limits cacheLimits(Settings.Auth.Cache cache) {
    return new CachedAuthority.Limits(cache.yes(), cache.no(), cache.size());
  }

  private Optional<Kazoo> kazoo(Clock clock) {
    Settings.Channels channels = settings.channels();
    return channels
        .url()
        .map(
            base ->
                new Kazoo(
                    new Kazoo.Settings(
                        base,
                        channels.connectTimeout(),
                        channels.readTimeout(),
                        channels.answerLimit(),
                        trust.map(Trust::context)),
                    clock));
  }

  private Authority authority(Optional<Kazoo> kazoo, Clock clock) {
    Settings.Auth auth = settings.auth();
    return switch (auth.mode().orElseThrow()) {
      case OPEN -> new OpenAuthority();
      case JWT ->
          new JwtAuthority(
              auth.jwt().keys().orElseThrow(),
              auth.jwt().issuer(),
              jwtTimes(auth.jwt()),
              clock,
              trust.map(Trust::context));
      case KAZOO ->
          new CachedAuthority(kazoo.orElseThrow().authority(), cacheLimits(auth.cache()), clock);
    };
  }
}
