package io.metaflows.http;

import static io.metaflows.http.StubbedSwitch.says;

import io.metaflows.local.EmbeddedDynamoDb;
import io.metaflows.local.TableFromTemplate;
import io.metaflows.tls.OwnCertificate;
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
public final class TlsResource implements QuarkusTestResourceLifecycleManager {

  /** An account of nobody, at which the stub of the switch has the issuer's keys. */
  private static final String KEYS = "keys";

  private final Tokens tokens = new Tokens();
  private String host;
  private boolean trusted;
  private boolean keysByUrl;
  private EmbeddedDynamoDb database;
  private StubbedSwitch telephony;
  private Line databaseLine;
  private Line switchLine;

  @Override
  public void init(Map<String, String> arguments) {
    host = arguments.get("host");
    trusted = Boolean.parseBoolean(arguments.get("trusted"));
    keysByUrl = arguments.get("keys").equals("url");
  }

  @Override
  public Map<String, String> start() {
    database = EmbeddedDynamoDb.inMemory();
    TableFromTemplate.load().create(database.endpoint(), Table.NAME);
    telephony = StubbedSwitch.start();
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
      OwnCertificate certificate = OwnCertificate.in(folder);
      ServerSocketFactory sockets = certificate.shown().getServerSocketFactory();
      databaseLine = Line.to(database.endpoint().getPort(), sockets);
      switchLine = Line.to(telephony.port(), sockets);
      store = certificate.trustStore(folder);
    } catch (Exception e) {
      throw new IllegalStateException("no certificate", e);
    }
    String telephonyUrl = "https://" + host + ":" + switchLine.port();
    Map<String, String> settings =
        new HashMap<>(DynamoDbResource.settings("https://" + host + ":" + databaseLine.port()));
    settings.put("metaflows.channels.url", telephonyUrl);
    settings.put("metaflows.channels.connect-timeout", "2S");
    settings.put("metaflows.auth.mode", "jwt");
    settings.put(
        "metaflows.auth.jwt.keys",
        keysByUrl ? telephonyUrl + "/v2/accounts/" + KEYS + "/metaflows" : tokens.kazoo().set());
    if (trusted) {
      settings.put("metaflows.tls.trust-store", store.toString());
      settings.put("metaflows.tls.trust-store-password", OwnCertificate.TRUST_STORE_PASSWORD);
    }
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(tokens, new TestInjector.MatchesType(Tokens.class));
    injector.injectIntoFields(telephony, new TestInjector.MatchesType(StubbedSwitch.class));
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
