package dev.ninc.benchmarks;

import static org.jocl.CL.CL_CONTEXT_PLATFORM;
import static org.jocl.CL.CL_DEVICE_NAME;
import static org.jocl.CL.CL_DEVICE_TYPE_ALL;
import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.CL_PROGRAM_BUILD_LOG;

import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.DeviceKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_platform_id;
import org.jocl.cl_program;

/**
 * An OpenCL device without the runtime: what the runtime has no use for. Nothing is given back: the
 * process ends soon.
 */
final class BareDevice {

  /** Multiply-adds of a work-item in a round of {@code peak.cl}, counted as two operations each. */
  private static final int FLOPS = 2 * 16;

  /** Seconds that a launch should take, so that starting it does not count. */
  private static final double LAUNCH = 0.02;

  private static final int LAUNCHES = 20;

  private final Device device;
  private final cl_device_id id;
  private final cl_context context;

  private BareDevice(Device device, cl_platform_id platform, cl_device_id id) {
    this.device = device;
    this.id = id;
    cl_context_properties properties = new cl_context_properties();
    properties.addProperty(CL_CONTEXT_PLATFORM, platform);
    this.context = CL.clCreateContext(properties, 1, new cl_device_id[] {id}, null, null, null);
  }

  /** Whose program it runs. */
  static DeviceKind kind(Device device) {
    return device.type() == Device.Type.CPU ? DeviceKind.CPU : DeviceKind.GPU;
  }

  /** The same device. */
  static BareDevice of(Device device) {
    CL.setExceptionsEnabled(true);
    for (cl_platform_id platform : platforms()) {
      for (cl_device_id id : devices(platform)) {
        if (name(id).equals(device.name())) {
          return new BareDevice(device, platform, id);
        }
      }
    }
    throw new IllegalStateException(device + " is gone");
  }

  private static List<cl_platform_id> platforms() {
    int[] count = new int[1];
    CL.clGetPlatformIDs(0, null, count);
    cl_platform_id[] all = new cl_platform_id[count[0]];
    CL.clGetPlatformIDs(all.length, all, null);
    return List.of(all);
  }

  private static List<cl_device_id> devices(cl_platform_id platform) {
    int[] count = new int[1];
    CL.clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 0, null, count);
    cl_device_id[] all = new cl_device_id[count[0]];
    CL.clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, all.length, all, null);
    return List.of(all);
  }

  private static String name(cl_device_id id) {
    long[] size = new long[1];
    CL.clGetDeviceInfo(id, CL_DEVICE_NAME, 0, null, size);
    byte[] bytes = new byte[(int) size[0]];
    CL.clGetDeviceInfo(id, CL_DEVICE_NAME, bytes.length, Pointer.to(bytes), null);
    return text(bytes);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).replace("\0", "").strip();
  }

  private cl_program build(String source, String options) {
    cl_program program =
        CL.clCreateProgramWithSource(context, 1, new String[] {source}, null, null);
    CL.clBuildProgram(program, 1, new cl_device_id[] {id}, "-cl-std=CL1.2 " + options, null, null);
    return program;
  }

  /** What the driver says when it compiles a program: NVIDIA's tells registers and spills. */
  String log(String source) {
    boolean nvidia = device.vendor().contains("NVIDIA");
    cl_program program = build(source, nvidia ? "-cl-nv-verbose" : "");
    long[] size = new long[1];
    CL.clGetProgramBuildInfo(program, id, CL_PROGRAM_BUILD_LOG, 0, null, size);
    byte[] bytes = new byte[(int) size[0]];
    CL.clGetProgramBuildInfo(
        program, id, CL_PROGRAM_BUILD_LOG, bytes.length, Pointer.to(bytes), null);
    return text(bytes);
  }

  /**
   * Float operations of multiply-adds that the device can do in a second.
   *
   * @param source {@code peak.cl}
   */
  @SuppressWarnings("deprecation") // the successor of clCreateCommandQueue came with OpenCL 2.0
  double peak(String source) {
    boolean gpu = device.type() == Device.Type.GPU;
    int lanes = gpu ? 1 : 16;
    long items = (long) device.limits().computeUnits() * (gpu ? 4096 : 64);
    cl_kernel kernel = CL.clCreateKernel(build(source, "-DLANES=" + lanes), "peak", null);
    cl_command_queue queue = CL.clCreateCommandQueue(context, id, 0, null);
    cl_mem out =
        CL.clCreateBuffer(context, CL_MEM_READ_WRITE, items * lanes * Float.BYTES, null, null);
    CL.clSetKernelArg(kernel, 0, Sizeof.cl_mem, Pointer.to(out));
    CL.clSetKernelArg(kernel, 2, Sizeof.cl_float, Pointer.to(new float[] {0.5f}));
    CL.clSetKernelArg(kernel, 3, Sizeof.cl_float, Pointer.to(new float[] {0.25f}));
    int rounds = 1024;
    seconds(queue, kernel, items, gpu, rounds);
    while (seconds(queue, kernel, items, gpu, rounds) < LAUNCH && rounds < 1 << 28) {
      rounds *= 2;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < LAUNCHES; i++) {
      least = Math.min(least, seconds(queue, kernel, items, gpu, rounds));
    }
    return (double) items * lanes * rounds * FLOPS / least;
  }

  private static double seconds(
      cl_command_queue queue, cl_kernel kernel, long items, boolean gpu, int rounds) {
    CL.clSetKernelArg(kernel, 1, Sizeof.cl_int, Pointer.to(new int[] {rounds}));
    long start = System.nanoTime();
    long[] local = {gpu ? 256 : 1};
    CL.clEnqueueNDRangeKernel(queue, kernel, 1, null, new long[] {items}, local, 0, null, null);
    CL.clFinish(queue);
    return (System.nanoTime() - start) / 1e9;
  }
}
