package io.metaflows.lambda;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands in front of the routes in the path of an event: the mapping of a custom domain, and
 * the name of a stage (docs/deploy.md#custom-domains).
 *
 * @param segments of the mapping; empty where there is none
 */
public record BasePath(List<String> segments) {

  private static final Pattern WELL_FORMED =
      Pattern.compile("/?[A-Za-z0-9._~$+-]+(/[A-Za-z0-9._~$+-]+)*/?");

  /** What the text of a base path has to be, for whoever configures it. */
  static final String RULE = "must be a path such as pbx or pbx/metaflows";

  /** The first segment of every route. */
  private static final String VERSION = "v2";

  public BasePath {
    segments = List.copyOf(segments);
  }

  /**
   * The base path of a setting; none for an absent one.
   *
   * @throws IllegalArgumentException naming the setting if the text is not a path
   */
  public static BasePath of(Optional<String> setting) {
    return new BasePath(
        setting
            .map(
                text -> {
                  if (!isWellFormed(text)) {
                    throw new IllegalArgumentException(
                        "metaflows.base-path (METAFLOWS_BASE_PATH) is '" + text + "', and " + RULE);
                  }
                  return List.of(text.replaceAll("^/|/$", "").split("/", -1));
                })
            .orElse(List.of()));
  }

  /** Whether a text is one or more segments of a path. */
  static boolean isWellFormed(String text) {
    return WELL_FORMED.matcher(text).matches();
  }

  /**
   * The path without the base path, and then without the stage.
   *
   * @param stage as the event names it; {@code $default} and an empty text are no part of a path
   */
  List<String> without(List<String> path, String stage) {
    boolean mapped =
        path.size() >= segments.size() && path.subList(0, segments.size()).equals(segments);
    List<String> rest = mapped ? path.subList(segments.size(), path.size()) : path;
    return startsWithStage(rest, stage) ? rest.subList(1, rest.size()) : rest;
  }

  /** A stage that is named like the first segment of the routes stands in front of that segment. */
  private static boolean startsWithStage(List<String> path, String stage) {
    boolean first = !path.isEmpty() && path.get(0).equals(stage);
    return first && (!stage.equals(VERSION) || (path.size() > 1 && path.get(1).equals(VERSION)));
  }
}
