package dev.ninc.compiler.weights;

import dev.ninc.runtime.WeightsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The header of a {@code .npy} file: {@code {'descr': '<f4', 'fortran_order': False, 'shape': (20,
 * 3, 32, 32), }}, which is a Python literal, read here by just this grammar.
 *
 * @param type the kind of numbers as NumPy writes it
 * @param fortran whether the first dimension runs fastest, instead of the last
 * @param dims outermost first
 */
record NpyHeader(String type, boolean fortran, List<Integer> dims) {

  private static final int MOST_DIMS = 32;

  NpyHeader {
    dims = List.copyOf(dims);
  }

  /**
   * Reads a header.
   *
   * @throws WeightsException where it is another text
   */
  static NpyHeader parse(String text, String source) throws WeightsException {
    return new Parser(text, source).header();
  }

  private static final class Parser {
    private final String text;
    private final String source;
    private int at;

    Parser(String text, String source) {
      this.text = text;
      this.source = source;
    }

    NpyHeader header() throws WeightsException {
      Optional<String> type = Optional.empty();
      Optional<Boolean> fortran = Optional.empty();
      Optional<List<Integer>> dims = Optional.empty();
      expect("{");
      while (!accept("}")) {
        String key = string();
        expect(":");
        if (key.equals("descr") && type.isEmpty()) {
          type = Optional.of(string());
        } else if (key.equals("fortran_order") && fortran.isEmpty()) {
          fortran = Optional.of(flag());
        } else if (key.equals("shape") && dims.isEmpty()) {
          dims = Optional.of(tuple());
        } else {
          throw wrong("an unknown or repeated key");
        }
        if (!accept(",")) {
          expect("}");
          break;
        }
      }
      skipSpace();
      if (at < text.length() || type.isEmpty() || fortran.isEmpty() || dims.isEmpty()) {
        throw wrong("not `descr`, `fortran_order` and `shape` alone");
      }
      return new NpyHeader(type.get(), fortran.get(), dims.get());
    }

    /** {@code ()}, {@code (5,)}, {@code (5, 3)}. */
    private List<Integer> tuple() throws WeightsException {
      List<Integer> values = new ArrayList<>();
      expect("(");
      boolean comma = true;
      while (!accept(")")) {
        if (!comma || values.size() == MOST_DIMS) {
          throw wrong("no tuple of at most " + MOST_DIMS + " numbers");
        }
        values.add(integer());
        comma = accept(",");
      }
      if (values.size() == 1 && !comma) {
        throw wrong("a number in parentheses, which is no tuple");
      }
      return values;
    }

    private int integer() throws WeightsException {
      skipSpace();
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      String digits = text.substring(start, at);
      if (digits.isEmpty() || digits.length() > 10 || Long.parseLong(digits) > Integer.MAX_VALUE) {
        throw wrong("no dimension from 0 to " + Integer.MAX_VALUE);
      }
      return Integer.parseInt(digits);
    }

    private boolean flag() throws WeightsException {
      if (accept("True")) {
        return true;
      }
      expect("False");
      return false;
    }

    private String string() throws WeightsException {
      String quote = accept("\"") ? "\"" : "'";
      if (quote.equals("'")) {
        expect("'");
      }
      int end = text.indexOf(quote, at);
      if (end < 0 || text.substring(at, end).contains("\\")) {
        throw wrong("no plain string");
      }
      String value = text.substring(at, end);
      at = end + 1;
      return value;
    }

    private void expect(String token) throws WeightsException {
      if (!accept(token)) {
        throw wrong("no `" + token + "`");
      }
    }

    private boolean accept(String token) {
      skipSpace();
      boolean is = text.startsWith(token, at);
      at += is ? token.length() : 0;
      return is;
    }

    private void skipSpace() {
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n')) {
        at++;
      }
    }

    private WeightsException wrong(String found) {
      return new WeightsException(
          source
              + ": the header of the .npy file is wrong at character "
              + at
              + ": "
              + found
              + ". Save one array of numbers with numpy.save.");
    }
  }
}
