package io.metaflows.testing.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What {@code function.zip} holds, unpacked as Lambda unpacks it: an executable, or classes for
 * Lambda's Java runtime.
 */
public final class PackagedFunction {

  private static final String BOOTSTRAP = "bootstrap";
  private static final String HANDLER =
      "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
  private static final String INTERFACE_CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String SERIALIZATION =
      "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer";

  private final Path zip;
  private final Path folder;

  private PackagedFunction(Path zip, Path folder) {
    this.zip = zip;
    this.folder = folder;
  }

  public static PackagedFunction unpack(Path zip, Path folder) throws IOException {
    if (!Files.exists(zip)) {
      throw new IOException(zip + " is missing: mvn package, or mvn package -Dnative, makes it");
    }
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        unpack(file, entry, folder);
      }
    }
    return new PackagedFunction(zip, folder);
  }

  private static void unpack(ZipFile file, ZipEntry entry, Path folder) throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException(entry.getName() + " lies outside");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    try (InputStream in = file.getInputStream(entry)) {
      Files.write(target, in.readAllBytes());
    }
  }

  public boolean isNative() {
    return Files.exists(folder.resolve(BOOTSTRAP));
  }

  public Path folder() {
    return folder;
  }

  public long zipBytes() throws IOException {
    return Files.size(zip);
  }

  /** Of the executable; of all classes on the JVM. */
  public long unpackedBytes() throws IOException {
    if (isNative()) {
      return Files.size(folder.resolve(BOOTSTRAP));
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** What starts it, as Lambda would. */
  public List<String> command() {
    if (isNative()) {
      Path bootstrap = folder.resolve(BOOTSTRAP);
      if (!bootstrap.toFile().setExecutable(true)) {
        throw new IllegalStateException(bootstrap + " cannot be made executable");
      }
      return List.of(bootstrap.toString());
    }
    String classPath =
        Stream.of(
                folder.toString(),
                folder.resolve("lib") + "/*",
                jarOf(INTERFACE_CLIENT),
                jarOf(SERIALIZATION))
            .collect(Collectors.joining(":"));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin/java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--add-opens",
        "java.base/java.lang=ALL-UNNAMED",
        "-cp",
        classPath,
        INTERFACE_CLIENT,
        HANDLER);
  }

  /** The value of {@code _HANDLER}. */
  public String handler() {
    return isNative() ? "not.used" : HANDLER;
  }

  private static String jarOf(String className) {
    try {
      return Path.of(
              Class.forName(className).getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
