package dev.ninc.compiler.golden;

import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Printer;
import dev.ninc.compiler.pass.Pipeline;

/** {@code expected.ir}, and {@code expected.after-fuse-pointwise.ir} for the name of any pass. */
final class ExpectedGraphs implements Expectation {

  private static final String LOWERED = "expected.ir";
  private static final String AFTER = "expected.after-";
  private static final String END = ".ir";

  @Override
  public boolean covers(String fileName) {
    return fileName.equals(LOWERED)
        || fileName.startsWith(AFTER)
            && fileName.endsWith(END)
            && Pipeline.standard().names().contains(pass(fileName));
  }

  @Override
  public String actual(Case input, String fileName) {
    Network network = input.network();
    return Printer.print(
        fileName.equals(LOWERED)
            ? network
            : network.with(Pipeline.standard().upTo(pass(fileName)).run(network.graph())));
  }

  private static String pass(String fileName) {
    return fileName.substring(AFTER.length(), fileName.length() - END.length());
  }
}
