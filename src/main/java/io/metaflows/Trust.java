package io.metaflows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whom to trust over TLS in place of the built-in certificate authorities. It is handed to each
 * client: the platform reads its own setting once, and whoever comes first decides when.
 */
final class Trust {

  private final TrustManagerFactory factory;

  private Trust(TrustManagerFactory factory) {
    this.factory = factory;
  }

  /**
   * What the setting names; empty where it names nothing.
   *
   * @throws IllegalStateException naming the setting if the file cannot be used
   */
  static Optional<Trust> of(Settings.TlsSettings tls) {
    return tls.trustStore().map(file -> read(file, tls.trustStorePassword()));
  }

  private static Trust read(String file, String password) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(in, password.toCharArray());
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return new Trust(factory);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "Metaflows refuses to start: metaflows.tls.trust-store (METAFLOWS_TLS_TRUST_STORE) is no"
              + " trust store, or has another password",
          e);
    }
  }

  private TrustManager[] managers() {
    return factory.getTrustManagers();
  }

  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }
}
