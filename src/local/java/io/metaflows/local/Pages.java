package io.metaflows.local;

import io.metaflows.http.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The pages for a browser: the description of the API, and a page to send requests from. Only the
 * paths that are listed here are answered, so that no path leads to another file.
 */
public final class Pages {

  private static final String LIBRARY = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

  private final Map<String, Page> pages = new HashMap<>();

  private record Page(String resource, String type) {}

  public Pages() {
    pages.put("/", new Page("try.html", "text/html; charset=utf-8"));
    pages.put("/try.js", new Page("try.js", JAVASCRIPT));
    pages.put("/openapi.yaml", new Page("openapi.yaml", "application/yaml; charset=utf-8"));
    library("swagger-ui.css", "text/css; charset=utf-8");
    library("swagger-ui-bundle.js", JAVASCRIPT);
    library("favicon-32x32.png", "image/png");
  }

  private void library(String file, String type) {
    String folder = "META-INF/resources/webjars/swagger-ui/" + libraryVersion() + "/";
    pages.put("/swagger-ui/" + file, new Page(folder + file, type));
  }

  private static String libraryVersion() {
    try (InputStream file = open(LIBRARY)) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<ApiResponse> find(String method, String path) {
    if (!method.equals("GET") || path == null || !pages.containsKey(path)) {
      return Optional.empty();
    }
    Page page = pages.get(path);
    try (InputStream resource = open(page.resource())) {
      return Optional.of(new ApiResponse(200, headers(page), resource.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The headers of a page. It shows what callers stored, so it must load nothing from other
   * servers, and must not run any of it.
   */
  private static Map<String, String> headers(Page page) {
    return Map.of(
        "Content-Type", page.type(),
        "X-Content-Type-Options", "nosniff",
        "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'");
  }

  private static InputStream open(String resource) {
    InputStream found =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(resource);
    if (found == null) {
      throw new IllegalStateException(resource + " is not on the classpath");
    }
    return found;
  }
}
