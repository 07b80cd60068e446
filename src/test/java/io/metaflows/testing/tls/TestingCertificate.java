package io.metaflows.testing.tls;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A server certificate for 127.0.0.1, made for one test or benchmark. Nobody trusts it but those
 * who are given its trust store.
 */
public final class TestingCertificate {

  /** The password of {@link #trustStore}. */
  public static final String TRUST_STORE_PASSWORD = "password";

  private static final char[] PASSWORD = TRUST_STORE_PASSWORD.toCharArray();
  private static final String LEAF = "leaf";
  private static final String ROOT = "root";

  private final KeyStore keys;
  private final String trusted;

  private TestingCertificate(Path file, String trusted)
      throws GeneralSecurityException, IOException {
    this.trusted = trusted;
    keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
  }

  /** Makes a certificate that nobody else has signed. */
  public static TestingCertificate in(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("keys.p12");
    generate(file, LEAF, "san=ip:127.0.0.1");
    return new TestingCertificate(file, LEAF);
  }

  /**
   * Makes a certificate at the end of a chain like that of DynamoDB: root, intermediate, leaf. The
   * root is what the trust store contains.
   */
  public static TestingCertificate chainIn(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("keys.p12");
    Files.deleteIfExists(file);
    generate(file, ROOT, "bc:critical=ca:true");
    generate(file, "intermediate", "bc:critical=ca:true", "-signer", ROOT);
    generate(file, LEAF, "san=ip:127.0.0.1", "-signer", "intermediate");
    return new TestingCertificate(file, ROOT);
  }

  private static void generate(Path file, String name, String extension, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", name, "-dname", "CN=" + name));
    command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "2"));
    command.addAll(List.of("-ext", extension, "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", TRUST_STORE_PASSWORD));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool failed: " + said.strip());
    }
  }

  /** Writes a PKCS #12 file that trusts this certificate and no other. */
  public Path trustStore(Path folder) throws GeneralSecurityException, IOException {
    Path file = folder.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted().store(out, PASSWORD);
    }
    return file;
  }

  /**
   * Writes a PKCS #12 file like {@link #trustStore}, but without encryption: reading it costs no
   * key derivation, just as the authorities that are built into the executable cost none. It needs
   * no password.
   */
  public Path unencryptedTrustStore(Path folder) throws GeneralSecurityException, IOException {
    System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
    System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
    try {
      return trustStore(folder);
    } finally {
      System.clearProperty("keystore.pkcs12.certProtectionAlgorithm");
      System.clearProperty("keystore.pkcs12.macAlgorithm");
    }
  }

  /** Writes the trusted certificate as Node.js reads it. */
  public Path pem(Path folder) throws GeneralSecurityException, IOException {
    String text =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(keys.getCertificate(trusted).getEncoded());
    return Files.writeString(
        folder.resolve("trusted.pem"),
        "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n",
        StandardCharsets.US_ASCII);
  }

  private KeyStore trusted() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(trusted, keys.getCertificate(trusted));
    return store;
  }

  /** A context for clients that trust this certificate and no other. */
  public SSLContext trust() throws GeneralSecurityException, IOException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** A context for servers that show this certificate. */
  public SSLContext shown() throws GeneralSecurityException, IOException {
    KeyStore leaf = KeyStore.getInstance("PKCS12");
    leaf.load(null, null);
    leaf.setKeyEntry(LEAF, keys.getKey(LEAF, PASSWORD), PASSWORD, keys.getCertificateChain(LEAF));
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(leaf, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** A started server on 127.0.0.1 that shows this certificate. */
  public HttpsServer serve(HttpHandler handler) throws GeneralSecurityException, IOException {
    SSLContext context = shown();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/", handler);
    server.start();
    return server;
  }
}
