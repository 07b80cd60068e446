package io.metaflows.metaflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What applies to a channel after the documents of its scopes are merged (contract, sections 6 and
 * 7). Immutable. Documents may hold what would be refused today: such a value is as good as none,
 * and no method throws for it.
 */
public final class EffectiveMetaflows {

  /** Of a channel whose scopes have nothing assigned. */
  public static final EffectiveMetaflows NONE =
      new EffectiveMetaflows(Listening.UNSET, Map.of(), Map.of());

  private final Listening listening;
  private final Map<String, Entry> numbers;
  private final Map<String, Entry> patterns;

  private EffectiveMetaflows(
      Listening listening, Map<String, Entry> numbers, Map<String, Entry> patterns) {
    this.listening = listening;
    this.numbers = numbers;
    this.patterns = patterns;
  }

  /**
   * What one document says.
   *
   * @param document never changed, neither here nor later
   */
  public static EffectiveMetaflows of(Scope scope, ObjectNode document) {
    return new EffectiveMetaflows(
        Listening.of(document),
        Entry.all(scope, document.path("numbers")),
        Entry.all(scope, document.path("patterns")));
  }

  /**
   * What the documents of a channel say together.
   *
   * @param scopes each overriding those before it, see {@link ChannelScopes}
   * @param documents a scope that has none is absent
   */
  public static EffectiveMetaflows of(List<Scope> scopes, Map<Scope, ObjectNode> documents) {
    EffectiveMetaflows merged = NONE;
    for (Scope scope : scopes) {
      ObjectNode document = documents.get(scope);
      if (document != null) {
        merged = merged.overriddenBy(of(scope, document));
      }
    }
    return merged;
  }

  /**
   * These and later ones, key by key; the same number or pattern in the later ones replaces the
   * whole node in the place of the first.
   */
  public EffectiveMetaflows overriddenBy(EffectiveMetaflows later) {
    return new EffectiveMetaflows(
        listening.overriddenBy(later.listening),
        Entry.united(numbers, later.numbers),
        Entry.united(patterns, later.patterns));
  }

  /** The key that starts the collecting of digits. */
  public String bindingDigit() {
    return listening.bindingDigit().orElse("*");
  }

  /** How long to wait for a next digit, in milliseconds. */
  public long digitTimeout() {
    return listening.digitTimeout().orElse(800L);
  }

  /** Which legs are listened to: {@code both}, {@code self} or {@code peer}. */
  public String listenOn() {
    return listening.listenOn().orElse("self");
  }

  /** The numbers, in the order of the documents. */
  public List<Match.Found> numbers() {
    return found(Match.Kind.NUMBER, numbers);
  }

  /** The patterns, in the order in which they are tried. */
  public List<Match.Found> patterns() {
    return found(Match.Kind.PATTERN, patterns);
  }

  private static List<Match.Found> found(Match.Kind kind, Map<String, Entry> entries) {
    return entries.values().stream().map(entry -> entry.found(kind)).toList();
  }

  /** The metaflow under a number. */
  public Optional<Match> number(String number) {
    return Optional.ofNullable(numbers.get(number))
        .map(entry -> entry.match(Match.Kind.NUMBER, Optional.empty()));
  }

  /**
   * The metaflow under a pattern, which is compared as it is written.
   *
   * @param captures what its nodes are told instead of what digits would have matched
   */
  public Optional<Match> pattern(String pattern, Optional<List<String>> captures) {
    Optional<Heard> told = captures.map(texts -> new Heard(texts, Optional.empty()));
    return Optional.ofNullable(patterns.get(pattern))
        .map(entry -> entry.match(Match.Kind.PATTERN, told));
  }

  /** What a listener would run for these keys: numbers first, then the first pattern found. */
  public Optional<Match> digits(Digits digits) {
    String collected = digits.collected(bindingDigit());
    return number(collected).or(() -> firstFound(collected));
  }

  /** Patterns are compiled one by one: most searches end long before the last. */
  private Optional<Match> firstFound(String collected) {
    for (Entry entry : patterns.values()) {
      Optional<Heard> heard = heard(entry.name(), collected);
      if (heard.isPresent()) {
        return Optional.of(entry.match(Match.Kind.PATTERN, heard));
      }
    }
    return Optional.empty();
  }

  private static Optional<Heard> heard(String pattern, String collected) {
    try {
      Matcher matcher = Pattern.compile(pattern).matcher(collected);
      return matcher.find() ? Optional.of(Heard.in(collected, matcher)) : Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }
}
