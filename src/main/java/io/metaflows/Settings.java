package io.metaflows;

import io.metaflows.auth.JwtSettings;
import io.metaflows.auth.TokenCacheSettings;
import io.metaflows.http.RequestDeadlines;
import io.metaflows.http.ServedRoutes;
import io.metaflows.kazoo.ChannelsApiSettings;
import io.metaflows.lambda.BasePathText;
import io.metaflows.schema.DocumentLimits;
import io.metaflows.schema.UnknownModules;
import io.metaflows.store.IdempotencySettings;
import io.metaflows.store.StoreSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.Optional;

/**
 * All settings of the service, composed of the interfaces of the packages that use them.
 *
 * <p>A setting is one method: its name is the property's, and beside it stand its default and the
 * converter that says which values can work. {@link RefusedSettings} collects the values that
 * cannot, and {@link StartUp} refuses to start with them.
 */
@ConfigMapping(prefix = "metaflows")
public interface Settings {

  /** Which routes this function answers: {@code documents}, {@code channels} or {@code all}. */
  @WithDefault("all")
  ServedRoutes serves();

  /** Whether a module that has no schema is accepted: {@code accept} or {@code reject}. */
  @WithDefault("accept")
  UnknownModules unknownModules();

  /**
   * What stands before the routes in the path of an event: the mapping of a custom domain, such as
   * {@code pbx}.
   */
  @WithConverter(BasePathText.class)
  Optional<String> basePath();

  AuthSettings auth();

  ChannelsApiSettings channels();

  @WithParentName
  StoreSettings store();

  RequestDeadlines deadline();

  DocumentLimits limits();

  TlsSettings tls();

  IdempotencySettings idempotency();

  /** The settings {@code metaflows.auth}: who may do what. */
  interface AuthSettings {

    /**
     * How a token is judged: {@code kazoo}, {@code jwt} or {@code open}. Required; {@code open} is
     * for a developer's machine only.
     */
    Optional<AuthMode> mode();

    JwtSettings jwt();

    TokenCacheSettings cache();
  }

  /** The settings {@code metaflows.tls}: which certificates are trusted. */
  interface TlsSettings {

    /** A PKCS #12 or JKS file that replaces the built-in certificate authorities. */
    Optional<String> trustStore();

    /** The password of that file. */
    @WithDefault("changeit")
    String trustStorePassword();
  }
}
