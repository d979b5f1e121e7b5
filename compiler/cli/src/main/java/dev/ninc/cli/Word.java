package dev.ninc.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of the words that an option takes, whatever its case; help and messages list them. */
final class Word<E extends Enum<E>> implements ITypeConverter<E> {

  private final List<E> constants;

  Word(Class<E> type) {
    constants = List.of(type.getEnumConstants());
  }

  @Override
  public E convert(String value) {
    return constants.stream()
        .filter(c -> c.name().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () -> new TypeConversionException("`" + value + "` is none of " + words(constants)));
  }

  private static String words(List<? extends Enum<?>> constants) {
    return constants.stream()
        .map(c -> c.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
