package io.metaflows.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/** Which numbers are taken, and what becomes of those that are sent as text or with decimals. */
final class Numbers {

  private static final Pattern NUMERIC =
      Pattern.compile("[+-]?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
  private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]+");
  private static final int LONGEST_TEXT = 1_000;
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Double.MAX_VALUE);
  private static final int LARGEST_EXPONENT = 308;
  private static final int SMALLEST_EXPONENT = -324;

  private Numbers() {}

  /**
   * Whether a double can hold the number's magnitude: neither infinite nor, unless it is zero, 0.
   * Decides by the exponent first: {@code 1e999999999} written out would not fit in memory.
   */
  static boolean isWithinDouble(BigDecimal number) {
    if (number.signum() == 0) {
      return true;
    }
    long exponent = (long) number.precision() - number.scale() - 1;
    if (exponent > LARGEST_EXPONENT || exponent < SMALLEST_EXPONENT) {
      return false;
    }
    return number.abs().compareTo(LARGEST) <= 0 && number.doubleValue() != 0.0;
  }

  /**
   * What is rounded is no larger: three letters ({@code 1e308}) must not become hundreds of digits.
   */
  private static final BigDecimal LARGEST_ROUNDED = BigDecimal.TEN.pow(30);

  /** An integer of a numeric text or a decimal, half away from zero as Erlang rounds. */
  static JsonNode integer(JsonNode value) {
    if (value.isIntegralNumber()) {
      return value;
    }
    return decimal(value)
        .filter(number -> number.abs().compareTo(LARGEST_ROUNDED) <= 0)
        .<JsonNode>map(number -> node(rounded(number)))
        .orElse(value);
  }

  /** A number of a numeric text, to the last digit. */
  static JsonNode number(JsonNode value) {
    if (!value.isTextual()) {
      return value;
    }
    boolean whole = DIGITS.matches(value.textValue());
    return decimal(value)
        .map(number -> whole ? node(number.toBigInteger()) : DecimalNode.valueOf(number))
        .orElse(value);
  }

  private static BigInteger rounded(BigDecimal number) {
    return number.signum() == 0
        ? BigInteger.ZERO
        : number.setScale(0, RoundingMode.HALF_UP).toBigInteger();
  }

  private static Optional<BigDecimal> decimal(JsonNode value) {
    if (value.isNumber()) {
      return Optional.of(value.decimalValue()).filter(Numbers::isWithinDouble);
    }
    if (!value.isTextual()
        || value.textValue().length() > LONGEST_TEXT
        || !NUMERIC.matches(value.textValue())) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(value.textValue())).filter(Numbers::isWithinDouble);
    } catch (NumberFormatException exponentTooLong) {
      return Optional.empty();
    }
  }

  /** The same kind of node as reading the number's text would give. */
  private static JsonNode node(BigInteger number) {
    if (number.bitLength() < Integer.SIZE) {
      return IntNode.valueOf(number.intValue());
    }
    return number.bitLength() < Long.SIZE
        ? LongNode.valueOf(number.longValue())
        : BigIntegerNode.valueOf(number);
  }
}
