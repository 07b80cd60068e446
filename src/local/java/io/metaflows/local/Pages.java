package io.metaflows.local;

import io.metaflows.http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * What a newcomer's browser gets beside the API: its description, and a page to try requests from.
 */
public final class Pages {

  private static final Map<String, String> TYPES =
      Map.of("/openapi.yaml", "application/yaml", "/", "text/html; charset=utf-8");
  private static final Map<String, String> RESOURCES =
      Map.of("/openapi.yaml", "openapi.yaml", "/", "try.html");

  Optional<Answer> find(String method, String path) {
    if (!method.equals("GET") || path == null || !RESOURCES.containsKey(path)) {
      return Optional.empty();
    }
    String name = RESOURCES.get(path);
    try (InputStream resource =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
      return resource == null
          ? Optional.empty()
          : Optional.of(
              new Answer(200, Map.of("Content-Type", TYPES.get(path)), resource.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
