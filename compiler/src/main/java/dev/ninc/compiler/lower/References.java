package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Expr;
import java.util.LinkedHashSet;
import java.util.Set;

/** The parameters that an expression names, in order. */
final class References implements Expr.Cases<Void> {

  private final Set<String> names = new LinkedHashSet<>();

  private References() {}

  static Set<String> in(Expr expr) {
    References references = new References();
    expr.match(references);
    return references.names;
  }

  @Override
  public Void number(Expr.Number expr) {
    return null;
  }

  @Override
  public Void reference(Expr.Reference expr) {
    names.add(expr.name().text());
    return null;
  }

  @Override
  public Void negation(Expr.Negation expr) {
    return expr.operand().match(this);
  }

  @Override
  public Void binary(Expr.Binary expr) {
    expr.left().match(this);
    return expr.right().match(this);
  }
}
