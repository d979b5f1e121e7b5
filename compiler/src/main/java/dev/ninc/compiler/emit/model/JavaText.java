package dev.ninc.compiler.emit.model;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.ninc.compiler.emit.GeneratedFile;
import java.util.regex.Pattern;

/** A class as the text of its file. */
public final class JavaText {

  /** A documentation comment of one short line, which JavaPoet spreads over three. */
  private static final Pattern ONE_LINE =
      Pattern.compile("(?m)^( *)/\\*\\*\\n *\\* ([^@\\n].{0,88})\\n *\\*/$");

  /** The empty line that JavaPoet puts between two fields of weights. */
  private static final Pattern BETWEEN_FIELDS =
      Pattern.compile(
          "(?m)^( +(?:private )?final float[^=\\n]*;)\\n\\n(?= +(?:private )?final float)");

  private JavaText() {}

  /** The source file of a class, in the folder of its package. */
  public static GeneratedFile file(String packageName, TypeSpec type, GeneratedFile.Kind kind) {
    String text =
        JavaFile.builder(packageName, type)
            .skipJavaLangImports(true)
            .indent("  ")
            .build()
            .toString();
    text = ONE_LINE.matcher(text).replaceAll("$1/** $2 */");
    text = BETWEEN_FIELDS.matcher(text).replaceAll("$1\n");
    return new GeneratedFile(folder(packageName) + type.name() + ".java", text, kind);
  }

  /** Where files of a package lie: empty, or a path that ends in a slash. */
  public static String folder(String packageName) {
    return packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
  }
}
