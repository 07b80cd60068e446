package io.metaflows.http;

import io.metaflows.store.Precondition;
import io.metaflows.store.Precondition.Tags;
import io.metaflows.store.Revision;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code If-Match} and {@code If-None-Match}: quoted or bare, lists, {@code *}
 * (docs/revisions.md#preconditions).
 */
final class EntityTags {

  private static final String WEAK = "W/";

  /** A condition of the database holds this many easily. */
  private static final int MOST = 20;

  private EntityTags() {}

  /** The condition of a write. */
  static Precondition precondition(ApiRequest request) {
    return new Precondition(
        bounded("if_match", read(request.header("if-match"), false)),
        bounded("if_none_match", read(request.header("if-none-match"), true)));
  }

  private static Tags bounded(String header, Tags tags) {
    int revisions = tags.fold(() -> 0, () -> 0, Set::size);
    if (revisions > MOST) {
      throw new ErrorResponseException(ErrorResponse.tooManyEntityTags(header, MOST));
    }
    return tags;
  }

  /** Whether a GET is answered 304. The revision of a tombstone matches nothing. */
  static boolean namesCurrent(ApiRequest request, boolean exists, Optional<Revision> current) {
    return exists
        && read(request.header("if-none-match"), true)
            .fold(
                () -> false,
                () -> true,
                revisions -> current.filter(revisions::contains).isPresent());
  }

  /**
   * A tag that is not one of this service's revisions matches nothing. A weak tag counts where RFC
   * 9110 compares weakly.
   */
  private static Tags read(Optional<String> sent, boolean weakCounts) {
    return sent.map(header -> read(header, weakCounts)).orElse(Tags.UNSET);
  }

  private static Tags read(String header, boolean weakCounts) {
    Set<Revision> revisions = new LinkedHashSet<>();
    for (String element : header.split(",", 0)) {
      String tag = element.strip();
      if (tag.equals("*")) {
        return Tags.ANY;
      }
      if (weakCounts && tag.startsWith(WEAK)) {
        tag = tag.substring(WEAK.length());
      }
      Revision.parse(unquoted(tag)).ifPresent(revisions::add);
    }
    return new Tags.OneOf(revisions);
  }

  private static String unquoted(String tag) {
    boolean quoted = tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"");
    return quoted ? tag.substring(1, tag.length() - 1) : tag;
  }
}
