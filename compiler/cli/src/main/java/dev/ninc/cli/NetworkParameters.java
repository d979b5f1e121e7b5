package dev.ninc.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Values for the parameters of a network. */
final class NetworkParameters {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "-P",
      paramLabel = "NAME=VALUE",
      description = "Set a parameter of the network; may be repeated.")
  private List<String> parameters = List.of();

  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      if (equals < 1) {
        throw usage("-P takes NAME=VALUE, not `" + parameter + "`");
      }
      String name = parameter.substring(0, equals).strip();
      if (values.put(name, parameter.substring(equals + 1).strip()) != null) {
        throw usage("The parameter `" + name + "` is set twice");
      }
    }
    return values;
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
