package io.metaflows.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate authority of the benchmark's own and a server certificate for 127.0.0.1, in a chain
 * like DynamoDB's: root, intermediate, leaf; RSA with 2048 bits.
 */
final class Certificates {

  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final KeyStore keys;

  private Certificates(Path folder, KeyStore keys) {
    this.folder = folder;
    this.keys = keys;
  }

  static Certificates in(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("keys.p12");
    Files.deleteIfExists(file);
    generate(file, "root", "bc:critical=ca:true");
    generate(file, "intermediate", "bc:critical=ca:true", "-signer", "root");
    generate(file, "leaf", "san=ip:127.0.0.1", "-signer", "intermediate");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new Certificates(folder, keys);
  }

  private static void generate(Path file, String name, String extension, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
    command.addAll(List.of("-genkeypair", "-alias", name, "-dname", "CN=" + name));
    command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "2"));
    command.addAll(List.of("-ext", extension, "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(more));
    Commands.run(command, file.getParent());
  }

  /** What the TLS proxy shows. */
  SSLContext server() throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(only("leaf"), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private KeyStore only(String name) throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          name,
          keys.getKey(name, PASSWORD.toCharArray()),
          PASSWORD.toCharArray(),
          keys.getCertificateChain(name));
      return store;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A PKCS #12 file with the root. Nothing in it is encrypted: the authorities that are built into
   * the executable cost no key derivation either.
   */
  Path trustStore() throws GeneralSecurityException, IOException {
    System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
    System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("root", root());
    Path file = folder.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  /** The root as Node.js reads it. */
  Path pem() throws GeneralSecurityException, IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(root().getEncoded());
    return Files.writeString(
        folder.resolve("root.pem"),
        "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n",
        StandardCharsets.US_ASCII);
  }

  private Certificate root() throws GeneralSecurityException {
    return keys.getCertificate("root");
  }
}
