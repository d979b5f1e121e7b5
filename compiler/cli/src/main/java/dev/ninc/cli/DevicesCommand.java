package dev.ninc.cli;

import static dev.ninc.cli.TextTable.Align.LEFT;
import static dev.ninc.cli.TextTable.Align.RIGHT;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.DeviceLimits;
import dev.ninc.runtime.opencl.Devices;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ninc devices}. */
@Command(
    name = "devices",
    description = {
      "List the OpenCL devices of this machine.",
      "`ninc verify --device` and, for a program of yours, the system property ninc.opencl.device"
          + " take the number, a part of the name, gpu or cpu."
    },
    footer = {"", "Example:", "  ninc devices --json"})
final class DevicesCommand extends Subcommand {

  private static final long MIB = 1 << 20;

  @Option(names = "--json", description = "Print JSON for programs; memory is in bytes.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<Device> devices = Devices.list();
    Devices.failures().forEach(failure -> note("a driver failed: " + failure + "."));
    if (json) {
      Json.print(out(), generator -> write(generator, devices));
    } else {
      table(devices).lines().forEach(out()::println);
    }
    return ExitCode.OK;
  }

  private static TextTable table(List<Device> devices) {
    TextTable table =
        new TextTable(RIGHT, LEFT, LEFT, RIGHT, RIGHT, RIGHT, LEFT)
            .row("", "name", "type", "units", "memory", "local memory", "driver");
    for (Device device : devices) {
      DeviceLimits limits = device.limits();
      table.row(
          device.number(),
          device.name(),
          device.type().word(),
          limits.computeUnits(),
          count(limits.globalBytes() / MIB) + " MiB",
          count(limits.localBytes() / 1024) + " KiB",
          device.driver());
    }
    return table;
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static void write(JsonGenerator json, List<Device> devices) throws IOException {
    json.writeStartArray();
    for (Device device : devices) {
      write(json, device);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Device device) throws IOException {
    json.writeStartObject();
    json.writeNumberField("number", device.number());
    json.writeStringField("name", device.name());
    json.writeStringField("type", device.type().word());
    json.writeStringField("vendor", device.vendor());
    json.writeStringField("platform", device.description().platform());
    json.writeStringField("driver", device.driver());
    json.writeStringField("version", device.description().version());
    json.writeNumberField("computeUnits", device.limits().computeUnits());
    json.writeNumberField("workGroup", device.limits().workGroup());
    json.writeNumberField("memory", device.limits().globalBytes());
    json.writeNumberField("buffer", device.limits().bufferBytes());
    json.writeNumberField("localMemory", device.limits().localBytes());
    json.writeEndObject();
  }
}
