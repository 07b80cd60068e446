package io.metaflows.testing.tls;

import static io.metaflows.testing.kazoo.TestingKazoo.says;

import io.metaflows.local.EmbeddedDynamoDb;
import io.metaflows.local.TableFromTemplate;
import io.metaflows.testing.auth.TestingTokens;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.metaflows.testing.dynamodb.TestingTable;
import io.metaflows.testing.kazoo.TestingKazoo;
import io.metaflows.testing.network.TestingLine;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.net.ServerSocketFactory;

/**
 * DynamoDB, the switch and the issuer's keys over https, with a certificate for 127.0.0.1 of a
 * test's own. Arguments: {@code host}, by which they are called; {@code trusted}, whether the
 * function is told to trust the certificate; {@code keys}, {@code text} or {@code url}.
 */
public final class TestingTlsResource implements QuarkusTestResourceLifecycleManager {

  /** An account of nobody, at which the stub of the switch has the issuer's keys. */
  private static final String KEYS = "keys";

  private final TestingTokens tokens = new TestingTokens();
  private String host;
  private boolean trusted;
  private boolean keysByUrl;
  private EmbeddedDynamoDb database;
  private TestingKazoo telephony;
  private TestingLine databaseLine;
  private TestingLine switchLine;

  @Override
  public void init(Map<String, String> arguments) {
    host = arguments.get("host");
    trusted = Boolean.parseBoolean(arguments.get("trusted"));
    keysByUrl = arguments.get("keys").equals("url");
  }

  @Override
  public Map<String, String> start() {
    database = EmbeddedDynamoDb.inMemory();
    TableFromTemplate.load().create(database.endpoint(), TestingTable.NAME);
    telephony = TestingKazoo.start();
    telephony.onRights(KEYS, says(200, tokens.kazoo().set()));
    try {
      return start(Files.createTempDirectory("tls"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> start(Path folder) throws IOException {
    Path store;
    try {
      TestingCertificate certificate = TestingCertificate.in(folder);
      ServerSocketFactory sockets = certificate.shown().getServerSocketFactory();
      databaseLine = TestingLine.to(database.endpoint().getPort(), sockets);
      switchLine = TestingLine.to(telephony.port(), sockets);
      store = certificate.trustStore(folder);
    } catch (Exception e) {
      throw new IllegalStateException("no certificate", e);
    }
    String telephonyUrl = "https://" + host + ":" + switchLine.port();
    Map<String, String> settings =
        new HashMap<>(
            TestingDynamoDbResource.settings("https://" + host + ":" + databaseLine.port()));
    settings.put("metaflows.channels.url", telephonyUrl);
    settings.put("metaflows.channels.connect-timeout", "2S");
    settings.put("metaflows.auth.mode", "jwt");
    settings.put(
        "metaflows.auth.jwt.keys",
        keysByUrl ? telephonyUrl + "/v2/accounts/" + KEYS + "/metaflows" : tokens.kazoo().set());
    if (trusted) {
      settings.put("metaflows.tls.trust-store", store.toString());
      settings.put("metaflows.tls.trust-store-password", TestingCertificate.TRUST_STORE_PASSWORD);
    }
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(tokens, new TestInjector.MatchesType(TestingTokens.class));
    injector.injectIntoFields(telephony, new TestInjector.MatchesType(TestingKazoo.class));
  }

  @Override
  public void stop() {
    if (switchLine != null) {
      switchLine.close();
      databaseLine.close();
      telephony.close();
      database.close();
    }
  }
}
