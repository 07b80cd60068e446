package io.metaflows;

import io.metaflows.schema.UnknownModules;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything that can be set, with its default (contract, section 10). Durations read {@code
 * 500MS}, {@code 4S}.
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

      /** How far the clocks of issuer and verifier may be apart. */
      @WithDefault("30S")
      Duration clockSkew();

      /** How long keys that were fetched from a URL are used. */
      @WithDefault("1H")
      Duration keysTtl();

      /** The shortest time between two fetches of the keys. */
      @WithDefault("60S")
      Duration keysRefresh();
    }

    /** How long an answer of Kazoo's about a token is kept, in mode {@code kazoo}. */
    interface Cache {

      @WithDefault("60S")
      Duration yes();

      @WithDefault("5S")
      Duration no();

      /** Entries; the oldest goes first. */
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

    /** From the request that was sent to its whole answer. */
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

    /** In the SDK's standard retry mode, the first one included. */
    @WithDefault("3")
    int attempts();
  }

  /** The one deadline of a request (contract, section 3). */
  interface Deadline {

    @WithDefault("4S")
    Duration documents();

    @WithDefault("5S")
    Duration channels();
  }

  /** How long an idempotency key is remembered (contract, section 8). */
  interface Idempotency {

    @WithDefault("24H")
    Duration kept();
  }

  /** How large a body may be (contract, sections 3 and 4). */
  interface Limits {

    /** Bytes. */
    @WithDefault("262144")
    int body();

    /** Nesting of the JSON text; the envelope is 1. */
    @WithDefault("128")
    int jsonDepth();

    /** Nesting of metaflows; the node under a number or pattern is 1. */
    @WithDefault("32")
    int depth();

    @WithDefault("1000")
    int nodes();

    /** In {@code numbers} plus {@code patterns}. */
    @WithDefault("500")
    int entries();

    /** Characters of one pattern. */
    @WithDefault("256")
    int pattern();

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
