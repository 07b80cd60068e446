package io.metaflows.metaflow;

import com.google.re2j.Matcher;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metaflows that apply to a channel after the documents of its scopes are merged
 * (docs/matching.md#merging). Immutable. No method throws for what an older document may hold.
 */
public final class EffectiveMetaflows {

  /** Those of a channel whose scopes have nothing assigned. */
  public static final EffectiveMetaflows NONE =
      new EffectiveMetaflows(ListenerOptions.UNSET, Map.of(), Map.of());

  private static final CompiledPatterns COMPILED =
      new CompiledPatterns(CompiledPatterns.MOST_INSTRUCTIONS);

  private final ListenerOptions options;
  private final Map<String, EffectiveEntry> numbers;
  private final Map<String, EffectiveEntry> patterns;

  private EffectiveMetaflows(
      ListenerOptions options,
      Map<String, EffectiveEntry> numbers,
      Map<String, EffectiveEntry> patterns) {
    this.options = options;
    this.numbers = numbers;
    this.patterns = patterns;
  }

  /** Those of one document. */
  public static EffectiveMetaflows of(Scope scope, Metaflows document) {
    return new EffectiveMetaflows(
        document.listenerOptions(),
        EffectiveEntry.all(scope, EntryKind.NUMBER, document.numbers()),
        EffectiveEntry.all(scope, EntryKind.PATTERN, document.patterns()));
  }

  /**
   * Those of all documents of a channel.
   *
   * @param scopes each overrides those before it
   * @param documents a scope without a document is absent
   */
  public static EffectiveMetaflows of(List<Scope> scopes, Map<Scope, Metaflows> documents) {
    EffectiveMetaflows merged = NONE;
    for (Scope scope : scopes) {
      Metaflows document = documents.get(scope);
      if (document != null) {
        merged = merged.overriddenBy(of(scope, document));
      }
    }
    return merged;
  }

  /**
   * These and later ones, key by key. The same number or pattern in the later ones replaces the
   * whole metaflow and takes the place of the earlier one.
   */
  public EffectiveMetaflows overriddenBy(EffectiveMetaflows later) {
    return new EffectiveMetaflows(
        options.overriddenBy(later.options),
        EffectiveEntry.united(numbers, later.numbers),
        EffectiveEntry.united(patterns, later.patterns));
  }

  /** The key that starts the collecting of digits. */
  public String bindingDigit() {
    return options.bindingDigit().orElse("*");
  }

  /** How long to wait for a next digit, in milliseconds. */
  public long digitTimeout() {
    return options.digitTimeout().orElse(800L);
  }

  /** Which legs are listened to: {@code both}, {@code self} or {@code peer}. */
  public String listenOn() {
    return options.listenOn().orElse("self");
  }

  /** The numbers, in the order of the documents. */
  public List<MatchedEntry> numbers() {
    return numbers.values().stream().map(EffectiveEntry::origin).toList();
  }

  /** The patterns, in the order in which they are tried. */
  public List<MatchedEntry> patterns() {
    return patterns.values().stream().map(EffectiveEntry::origin).toList();
  }

  /** The metaflow under a number. */
  public Optional<MetaflowMatch> number(String number) {
    return Optional.ofNullable(numbers.get(number)).map(entry -> entry.match(Optional.empty()));
  }

  /**
   * The metaflow under a pattern, which is compared as it is written.
   *
   * @param captures replace what digits would have matched
   */
  public Optional<MetaflowMatch> pattern(String pattern, Optional<List<String>> captures) {
    Optional<Captures> given = captures.map(texts -> new Captures(texts, Optional.empty()));
    return Optional.ofNullable(patterns.get(pattern)).map(entry -> entry.match(given));
  }

  /**
   * What a listener would run for these keys: numbers first, then the first pattern found.
   *
   * @param deadline is looked at before each pattern
   */
  public MetaflowLookup digits(Digits digits, Deadline deadline) {
    String collected = digits.collected(bindingDigit());
    return number(collected)
        .<MetaflowLookup>map(MetaflowLookup.Matched::new)
        .orElseGet(() -> firstFound(collected, deadline));
  }

  /** Patterns are compiled one by one: most searches end long before the last. */
  private MetaflowLookup firstFound(String collected, Deadline deadline) {
    for (EffectiveEntry entry : patterns.values()) {
      if (deadline.passed()) {
        return MetaflowLookup.OUT_OF_TIME;
      }
      Optional<Captures> captures = captures(entry.name(), collected);
      if (captures.isPresent()) {
        return new MetaflowLookup.Matched(entry.match(captures));
      }
    }
    return MetaflowLookup.NONE;
  }

  private static Optional<Captures> captures(String pattern, String collected) {
    return COMPILED
        .get(pattern)
        .map(compiled -> compiled.matcher(collected))
        .filter(Matcher::find)
        .map(found -> Captures.of(collected, found));
  }
}
