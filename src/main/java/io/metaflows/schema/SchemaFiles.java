package io.metaflows.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.Json;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds the schema files without a list of them: whatever lies beside {@code
 * schemas/metaflows.json}, in its folder or its jar, is read. A class path cannot be listed, and a
 * native executable has none; so this runs when the executable is built.
 */
final class SchemaFiles {

  private static final String FOLDER = "schemas/";
  private static final String LANDMARK = FOLDER + "metaflows.json";

  private SchemaFiles() {}

  /** Every {@code .json} beneath {@code schemas/}, by its name there. */
  static Map<String, JsonNode> readAll(ClassLoader loader) {
    URL landmark = loader.getResource(LANDMARK);
    if (landmark == null) {
      throw new IllegalStateException(LANDMARK + " is not on the class path");
    }
    try {
      String url = landmark.toString();
      int jarEnd = url.indexOf("!/");
      return url.startsWith("jar:") && jarEnd > 0
          ? fromJar(new File(URI.create(url.substring("jar:".length(), jarEnd))))
          : fromFolder(Path.of(URI.create(url)).getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("the schemas at " + landmark + " cannot be read", e);
    }
  }

  private static Map<String, JsonNode> fromFolder(Path folder) throws IOException {
    Map<String, JsonNode> files = new TreeMap<>();
    List<Path> found;
    try (Stream<Path> walk = Files.walk(folder)) {
      found = walk.filter(file -> file.toString().endsWith(".json")).toList();
    }
    for (Path file : found) {
      String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
      files.put(name, Json.mapper().readTree(Files.readAllBytes(file)));
    }
    return files;
  }

  /** Opens the jar itself: a connection of the class loader's would stay open in a cache. */
  private static Map<String, JsonNode> fromJar(File jar) throws IOException {
    Map<String, JsonNode> files = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar)) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.getName().startsWith(FOLDER) && entry.getName().endsWith(".json")) {
          try (InputStream content = zip.getInputStream(entry)) {
            files.put(entry.getName().substring(FOLDER.length()), Json.mapper().readTree(content));
          }
        }
      }
    }
    return files;
  }
}
