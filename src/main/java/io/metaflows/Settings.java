package io.metaflows;

import io.metaflows.schema.UnknownModules;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything that can be set, with its default (contract, section 10). Durations read {@code
 * 500MS}, {@code 4S}. A time must be a millisecond at least and a count 1, where nothing else is
 * said: with less the service refuses to start ({@link Bounds}).
 */
@ConfigMapping(prefix = "metaflows")
public interface Settings {

  /** The DynamoDB table; key schema as in template.yaml. */
  @WithDefault("metaflows")
  String table();

  /** Which routes this function answers. */
  @WithDefault("all")
  Serves serves();

  /** What becomes of a node whose module has no schema. */
  @WithDefault("accept")
  UnknownModules unknownModules();

  Auth auth();

  Channels channels();

  Store store();

  Deadline deadline();

  Limits limits();

  Tls tls();

  Idempotency idempotency();

  /** Who may (contract, section 9). */
  interface Auth {

    /** Without one the service refuses to start. */
    Optional<AuthMode> mode();

    Jwt jwt();

    Cache cache();

    /** Kazoo's own tokens, verified here. */
    interface Jwt {

      /** A JWK Set as text, or the https URL of one. */
      Optional<String> keys();

      /** The {@code iss} that a token must have. */
      @WithDefault("kazoo")
      String issuer();

      /** How far the clocks of issuer and verifier may be apart, in whole seconds; may be 0. */
      @WithDefault("30S")
      Duration clockSkew();

      /** How long keys that were fetched from a URL are used. */
      @WithDefault("1H")
      Duration keysTtl();

      /** The shortest time between two fetches of the keys. */
      @WithDefault("60S")
      Duration keysRefresh();

      /** The age up to which keys from a URL are used while the issuer cannot be asked. */
      @WithDefault("24H")
      Duration keysMaxAge();
    }

    /** How long an answer of Kazoo's about a token is kept, in mode {@code kazoo}. */
    interface Cache {

      /** 0 keeps none. */
      @WithDefault("60S")
      Duration yes();

      /** 0 keeps none. */
      @WithDefault("5S")
      Duration no();

      /** Entries of each kind; the one not asked for longest goes first. */
      @WithDefault("10000")
      int size();
    }
  }

  /** The switch's Channels API (contract, section 8). */
  interface Channels {

    /** Base URL, {@code {base}} in the contract; also of mode {@code kazoo}. */
    Optional<String> url();

    @WithDefault("300MS")
    Duration connectTimeout();

    /**
     * From the request that was sent to its whole answer. Shorter than {@code
     * metaflows.deadline.channels}: with less than that left, nothing is sent.
     */
    @WithDefault("2S")
    Duration readTimeout();

    /** The longest answer that is read, in bytes. */
    @WithDefault("262144")
    int answerLimit();
  }

  /** Calls to DynamoDB (contract, sections 3 and 5). */
  interface Store {

    @WithDefault("300MS")
    Duration connectTimeout();

    /** For one attempt. */
    @WithDefault("500MS")
    Duration attemptTimeout();

    /** For one call with its attempts. */
    @WithDefault("2S")
    Duration callTimeout();

    /** Of a request that is known not to have been done, the first one included. */
    @WithDefault("3")
    int attempts();

    /** Whether the connection is opened by a read of nothing before the first request. */
    @WithDefault("true")
    boolean prime();
  }

  /** The one deadline of a request (contract, section 3). */
  interface Deadline {

    @WithDefault("4S")
    Duration documents();

    @WithDefault("5S")
    Duration channels();
  }

  /** What is remembered under an idempotency key (contract, section 8). */
  interface Idempotency {

    /**
     * From the first request with the key on, in whole seconds. Two seconds longer than {@code
     * metaflows.deadline.channels} at least: a key that is forgotten while its request still runs
     * would let a second one run.
     */
    @WithDefault("24H")
    Duration kept();
  }

  /** How large a body may be, and what is in it (contract, sections 3 and 4). */
  interface Limits {

    /** Bytes. */
    @WithDefault("262144")
    int body();

    /** Nesting of the JSON text; the envelope is 1. At most 1,000. */
    @WithDefault("128")
    int jsonDepth();

    /** Nesting of metaflows; the node under a number or pattern is 1. */
    @WithDefault("32")
    int depth();

    /** Metaflows of one document. */
    @WithDefault("1000")
    int nodes();

    /** In {@code numbers} plus {@code patterns}. */
    @WithDefault("500")
    int entries();

    /** Characters of one pattern. */
    @WithDefault("256")
    int pattern();

    /** The product of the counts of a pattern's repeats within repeats. */
    @WithDefault("1000")
    int patternNesting();

    /** Instructions of RE2/J's that one pattern becomes. */
    @WithDefault("2000")
    int patternInstructions();

    /** Instructions that all patterns of a document become. */
    @WithDefault("50000")
    int documentInstructions();

    /** Failures that one answer tells. */
    @WithDefault("100")
    int failures();
  }

  /** Whom to trust over TLS. */
  interface Tls {

    /** A PKCS #12 or JKS file that takes the place of the built-in certificate authorities. */
    Optional<String> trustStore();

    @WithDefault("changeit")
    String trustStorePassword();
  }
}
