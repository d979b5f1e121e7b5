package named;

import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.DeviceProgram;
import dev.ninc.runtime.opencl.DeviceSpec;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import dev.ninc.runtime.opencl.WeightSource;

/** What a generated class looks like, in a package that a test makes a module. */
public final class InModule extends GeneratedDeviceModel {

  public InModule(
      DeviceSpec spec,
      DeviceProgram gpu,
      DeviceProgram cpu,
      LoadPhase weights,
      WeightSource source,
      Device device) {
    super(
        spec, gpu, cpu, weights, source, file -> InModule.class.getResourceAsStream(file), device);
  }
}
