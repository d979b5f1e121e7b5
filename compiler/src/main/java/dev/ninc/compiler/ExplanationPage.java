package dev.ninc.compiler;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.source.CompilerBug;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the page of an explanation: a text, then the sections {@code ## Wrong} and {@code ## Right}
 * with a fenced block for each file, its name behind the language, and a block {@code sh} with the
 * command where that is not {@code ninc check} of the first file.
 */
final class ExplanationPage {

  private static final Pattern PAGE =
      Pattern.compile("(.+?)\\n\\n## Wrong\\n\\n(.+)\\n\\n## Right\\n\\n(.+)", Pattern.DOTALL);
  private static final Pattern BLOCK =
      Pattern.compile("```(\\w+) ?(\\S*)\\n(.*?)```\\n?", Pattern.DOTALL);

  private ExplanationPage() {}

  static Explanation read(Code code, String text) {
    Matcher page = PAGE.matcher(text);
    if (!page.matches()) {
      throw new CompilerBug("the page of " + code + " is no text with a wrong and a right part");
    }
    return new Explanation(code, page.group(1), example(page.group(2)), example(page.group(3)));
  }

  private static Example example(String section) {
    List<ExampleFile> files = new ArrayList<>();
    String command = "";
    Matcher block = BLOCK.matcher(section);
    while (block.find()) {
      if (block.group(1).equals("sh")) {
        command = block.group(3).strip();
      } else {
        files.add(new ExampleFile(block.group(2), block.group(1), block.group(3)));
      }
    }
    if (!BLOCK.matcher(section).replaceAll("").isBlank() || files.isEmpty()) {
      throw new CompilerBug("a part of a page is not made of files and a command: " + section);
    }
    return new Example(files, command.isEmpty() ? "ninc check " + files.get(0).name() : command);
  }
}
