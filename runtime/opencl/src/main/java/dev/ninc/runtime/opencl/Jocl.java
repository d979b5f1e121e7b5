package dev.ninc.runtime.opencl;

import static org.jocl.CL.CL_DEVICE_AVAILABLE;
import static org.jocl.CL.CL_DEVICE_COMPILER_AVAILABLE;
import static org.jocl.CL.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.jocl.CL.CL_DEVICE_LOCAL_MEM_SIZE;
import static org.jocl.CL.CL_DEVICE_MAX_COMPUTE_UNITS;
import static org.jocl.CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE;
import static org.jocl.CL.CL_DEVICE_MAX_WORK_GROUP_SIZE;
import static org.jocl.CL.CL_DEVICE_NAME;
import static org.jocl.CL.CL_DEVICE_NOT_FOUND;
import static org.jocl.CL.CL_DEVICE_TYPE;
import static org.jocl.CL.CL_DEVICE_TYPE_ACCELERATOR;
import static org.jocl.CL.CL_DEVICE_TYPE_ALL;
import static org.jocl.CL.CL_DEVICE_TYPE_CPU;
import static org.jocl.CL.CL_DEVICE_TYPE_GPU;
import static org.jocl.CL.CL_DEVICE_VENDOR;
import static org.jocl.CL.CL_DEVICE_VERSION;
import static org.jocl.CL.CL_DRIVER_VERSION;
import static org.jocl.CL.CL_PLATFORM_NAME;
import static org.jocl.CL.CL_PLATFORM_VERSION;
import static org.jocl.CL.clGetDeviceIDs;
import static org.jocl.CL.clGetDeviceInfo;
import static org.jocl.CL.clGetPlatformIDs;
import static org.jocl.CL.clGetPlatformInfo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/** OpenCL through JOCL, which nobody sees but this class and {@link JoclContext}. */
final class Jocl implements OpenCl {

  /** JOCL's switch for unpacking its library under a name that no other process uses. */
  private static final String UNIQUE = "uniqueLibraryNames";

  private static final String NO_LOADER =
      "OpenCL is not installed: its library can't be loaded. Install the driver of the graphics"
          + " card and the loader (on Debian: apt-get install ocl-icd-libopencl1), or for the"
          + " processor pocl-opencl-icd; or use the class that was generated for Java";

  private static final String NO_DRIVER =
      "OpenCL is installed, but no driver with a device. Install the driver of the graphics card,"
          + " or for the processor PoCL (on Debian: apt-get install pocl-opencl-icd), and look at"
          + " what clinfo says; drivers are named by the files in /etc/OpenCL/vendors, or in"
          + " the folder that OCL_ICD_VENDORS names; or use the class that was generated for Java";

  private static Jocl instance;

  /** Why there is none: a class of which the beginning failed can't be tried again. */
  private static LinkageError unloadable;

  /** A device as the driver knows it. */
  private record Handle(cl_platform_id platform, cl_device_id device) {}

  private final List<Handle> handles = new ArrayList<>();
  private final List<Device> devices = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  private Jocl() {
    for (cl_platform_id platform : platforms()) {
      cl_device_id[] all = orFailure(() -> devices(platform), new cl_device_id[0]);
      for (int i = 0; i < all.length; i++) {
        cl_device_id device = all[i];
        orFailure(() -> add(platform, device), false);
      }
    }
    if (devices.isEmpty()) {
      throw new DeviceException(
          failures.isEmpty() ? NO_DRIVER : NO_DRIVER + " (the drivers said " + failures + ")");
    }
  }

  /** One driver's failure does not take the devices of the others away. */
  private <T> T orFailure(Supplier<T> call, T otherwise) {
    try {
      return call.get();
    } catch (CLException e) {
      if (e.getStatus() != CL_DEVICE_NOT_FOUND) {
        failures.add(e.getMessage());
      }
      return otherwise;
    }
  }

  /**
   * The one that there is. Where there is no device it looks again the next time.
   *
   * @throws DeviceException if there is no OpenCL or no device
   */
  static synchronized Jocl instance() {
    if (instance == null) {
      if (unloadable == null) {
        load();
      }
      if (unloadable != null) {
        throw new DeviceException(explained(unloadable), unloadable);
      }
      instance = new Jocl();
    }
    return instance;
  }

  /**
   * Loads the libraries. JOCL unpacks its own into the folder for temporary files, under one name
   * for all processes and without care for those that do so just then; so we ask for a name of our
   * own, of a file that is deleted in the end.
   */
  private static void load() {
    String before = System.getProperty(UNIQUE);
    System.setProperty(UNIQUE, "true");
    try {
      CL.setExceptionsEnabled(true);
    } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
      unloadable = e;
    } finally {
      if (before == null) {
        System.clearProperty(UNIQUE);
      } else {
        System.setProperty(UNIQUE, before);
      }
    }
  }

  /** JOCL says two things: its own library can't be loaded, or that of OpenCL. */
  static String explained(LinkageError e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("native OpenCL library")
        ? NO_LOADER
        : "the library of JOCL, which calls OpenCL, can't be loaded for "
            + System.getProperty("os.name")
            + " on "
            + System.getProperty("os.arch")
            + ". It is unpacked into "
            + System.getProperty("java.io.tmpdir")
            + ": if that is not a folder in which files may be written and run, name another with"
            + " -Djava.io.tmpdir";
  }

  private static cl_platform_id[] platforms() {
    try {
      int[] count = new int[1];
      clGetPlatformIDs(0, null, count);
      cl_platform_id[] platforms = new cl_platform_id[count[0]];
      clGetPlatformIDs(platforms.length, platforms, null);
      return platforms;
    } catch (CLException e) {
      throw new DeviceException(NO_DRIVER + " (" + e.getMessage() + ")", e);
    }
  }

  private static cl_device_id[] devices(cl_platform_id platform) {
    int[] count = new int[1];
    clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 0, null, count);
    cl_device_id[] devices = new cl_device_id[count[0]];
    clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, devices.length, devices, null);
    return devices;
  }

  /** Whether it can be used. */
  private boolean add(cl_platform_id platform, cl_device_id device) {
    if (number(device, CL_DEVICE_AVAILABLE, Sizeof.cl_uint) == 0
        || number(device, CL_DEVICE_COMPILER_AVAILABLE, Sizeof.cl_uint) == 0) {
      return false;
    }
    Device.Description description =
        new Device.Description(
            type(number(device, CL_DEVICE_TYPE, Sizeof.cl_ulong)),
            text(device, CL_DEVICE_NAME),
            text(device, CL_DEVICE_VENDOR),
            text(platform, CL_PLATFORM_NAME) + ", " + text(platform, CL_PLATFORM_VERSION),
            text(device, CL_DRIVER_VERSION),
            text(device, CL_DEVICE_VERSION));
    DeviceLimits limits =
        new DeviceLimits(
            (int) number(device, CL_DEVICE_MAX_COMPUTE_UNITS, Sizeof.cl_uint),
            (int) number(device, CL_DEVICE_MAX_WORK_GROUP_SIZE, Sizeof.size_t),
            number(device, CL_DEVICE_LOCAL_MEM_SIZE, Sizeof.cl_ulong),
            number(device, CL_DEVICE_GLOBAL_MEM_SIZE, Sizeof.cl_ulong),
            number(device, CL_DEVICE_MAX_MEM_ALLOC_SIZE, Sizeof.cl_ulong));
    handles.add(new Handle(platform, device));
    return devices.add(new Device(this, devices.size(), description, limits));
  }

  private static Device.Type type(long bits) {
    if ((bits & CL_DEVICE_TYPE_GPU) != 0) {
      return Device.Type.GPU;
    }
    if ((bits & CL_DEVICE_TYPE_CPU) != 0) {
      return Device.Type.CPU;
    }
    return (bits & CL_DEVICE_TYPE_ACCELERATOR) != 0 ? Device.Type.ACCELERATOR : Device.Type.OTHER;
  }

  private static long number(cl_device_id device, int what, int bytes) {
    ByteBuffer value = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
    clGetDeviceInfo(device, what, bytes, Pointer.to(value), null);
    return bytes == Long.BYTES ? value.getLong(0) : value.getInt(0) & 0xffffffffL;
  }

  private static String text(cl_device_id device, int what) {
    long[] size = new long[1];
    clGetDeviceInfo(device, what, 0, null, size);
    byte[] bytes = new byte[(int) size[0]];
    clGetDeviceInfo(device, what, bytes.length, Pointer.to(bytes), null);
    return text(bytes);
  }

  private static String text(cl_platform_id platform, int what) {
    long[] size = new long[1];
    clGetPlatformInfo(platform, what, 0, null, size);
    byte[] bytes = new byte[(int) size[0]];
    clGetPlatformInfo(platform, what, bytes.length, Pointer.to(bytes), null);
    return text(bytes);
  }

  /** What stands before the zero that ends it. */
  private static String text(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8).strip();
  }

  /** What drivers said in place of what was asked of them. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public List<Device> devices() {
    return List.copyOf(devices);
  }

  @Override
  public Context open(Device device) {
    Handle handle = handles.get(device.number());
    return JoclContext.open(device, handle.platform, handle.device);
  }
}
