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
 * The certificate authorities that are trusted over TLS instead of the built-in ones. Each client
 * is given them: the platform reads its own setting only once, before this one is known.
 */
final class TrustStore {

  private final TrustManagerFactory factory;

  private TrustStore(TrustManagerFactory factory) {
    this.factory = factory;
  }

  /**
   * What the setting names; empty where it names nothing.
   *
   * @throws IllegalStateException naming the setting if the file cannot be used
   */
  static Optional<TrustStore> of(Settings.TlsSettings tls) {
    return tls.trustStore().map(file -> read(file, tls.trustStorePassword()));
  }

  private static TrustStore read(String file, String password) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(in, password.toCharArray());
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return new TrustStore(factory);
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
