package io.metaflows.project;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The routes of template.yaml, chosen among as an HTTP API does: a route for the path before a
 * greedy one, a named method before {@code ANY}, {@code $default} last. A trailing slash makes
 * another path.
 */
final class Gateway {

  private static final String DEFAULT = "$default";

  private final List<Route> routes;

  private Gateway(List<Route> routes) {
    this.routes = routes;
  }

  static Gateway of(Template template) {
    return new Gateway(
        template.resources("AWS::Serverless::Function").entrySet().stream()
            .flatMap(function -> routes(function.getKey(), function.getValue()))
            .toList());
  }

  private static Stream<Route> routes(String function, Map<String, Object> properties) {
    return Template.map(properties.get("Events")).values().stream()
        .map(Template::map)
        .filter(event -> event.get("Type").equals("HttpApi"))
        .map(event -> Template.map(event.get("Properties")))
        .map(at -> new Route((String) at.get("Method"), (String) at.get("Path"), function));
  }

  List<Route> routes() {
    return routes;
  }

  Optional<Route> route(String method, String path) {
    return routes.stream()
        .filter(route -> route.takes(method, path))
        .min(
            Comparator.comparing((Route route) -> route.path().equals(DEFAULT))
                .thenComparing(route -> route.path().endsWith("+}"))
                .thenComparing(route -> route.method().equals("ANY")));
  }

  record Route(String method, String path, String function) {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(\\+?)}");

    /** As events name it. */
    String key() {
      return path.equals(DEFAULT) ? DEFAULT : method + " " + path;
    }

    boolean takes(String wantedMethod, String wantedPath) {
      return path.equals(DEFAULT)
          || ((method.equals("ANY") || method.equals(wantedMethod))
              && expression().matcher(wantedPath).matches());
    }

    /** The path parameters, as events carry them; empty where the route has none. */
    Map<String, String> parameters(String actualPath) {
      Map<String, String> parameters = new TreeMap<>();
      Matcher actual = expression().matcher(actualPath);
      if (!path.equals(DEFAULT) && actual.matches()) {
        Matcher variables = VARIABLE.matcher(path);
        for (int group = 1; variables.find(); group++) {
          parameters.put(variables.group(1), actual.group(group));
        }
      }
      return parameters;
    }

    private Pattern expression() {
      return Pattern.compile(
          VARIABLE
              .matcher(path)
              .replaceAll(variable -> variable.group(2).isEmpty() ? "([^/]+)" : "(.+)"));
    }
  }
}
