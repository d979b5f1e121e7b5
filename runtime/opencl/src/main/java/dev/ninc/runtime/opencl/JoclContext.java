package dev.ninc.runtime.opencl;

import static org.jocl.CL.CL_CONTEXT_PLATFORM;
import static org.jocl.CL.CL_INVALID_BUFFER_SIZE;
import static org.jocl.CL.CL_KERNEL_WORK_GROUP_SIZE;
import static org.jocl.CL.CL_MEM_OBJECT_ALLOCATION_FAILURE;
import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.CL_OUT_OF_RESOURCES;
import static org.jocl.CL.CL_PROGRAM_BINARIES;
import static org.jocl.CL.CL_PROGRAM_BINARY_SIZES;
import static org.jocl.CL.clBuildProgram;
import static org.jocl.CL.clCreateBuffer;
import static org.jocl.CL.clCreateCommandQueue;
import static org.jocl.CL.clCreateContext;
import static org.jocl.CL.clCreateKernel;
import static org.jocl.CL.clCreateProgramWithBinary;
import static org.jocl.CL.clCreateProgramWithSource;
import static org.jocl.CL.clEnqueueNDRangeKernel;
import static org.jocl.CL.clEnqueueReadBuffer;
import static org.jocl.CL.clEnqueueWriteBuffer;
import static org.jocl.CL.clFinish;
import static org.jocl.CL.clGetKernelWorkGroupInfo;
import static org.jocl.CL.clGetProgramInfo;
import static org.jocl.CL.clReleaseCommandQueue;
import static org.jocl.CL.clReleaseContext;
import static org.jocl.CL.clReleaseKernel;
import static org.jocl.CL.clReleaseMemObject;
import static org.jocl.CL.clReleaseProgram;
import static org.jocl.CL.clSetKernelArg;

import java.nio.ByteBuffer;
import org.jocl.CLException;
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

/** A context of JOCL's and what is made in it. */
record JoclContext(Device device, cl_device_id id, cl_context context) implements OpenCl.Context {

  static JoclContext open(Device device, cl_platform_id platform, cl_device_id id) {
    cl_context_properties properties = new cl_context_properties();
    properties.addProperty(CL_CONTEXT_PLATFORM, platform);
    cl_device_id[] one = {id};
    return call(
        "clCreateContext",
        () -> new JoclContext(device, id, clCreateContext(properties, 1, one, null, null, null)));
  }

  private interface Call<T> {
    T result();
  }

  /** Makes our exception of JOCL's. */
  private static <T> T call(String what, Call<T> call) {
    try {
      return call.result();
    } catch (CLException e) {
      String message = what + " failed: " + e.getMessage() + " (" + e.getStatus() + ")";
      throw e.getStatus() == CL_MEM_OBJECT_ALLOCATION_FAILURE
              || e.getStatus() == CL_INVALID_BUFFER_SIZE
              || e.getStatus() == CL_OUT_OF_RESOURCES
          ? new NoDeviceMemory(message, e)
          : new DeviceException(message, e);
    }
  }

  @Override
  public OpenCl.Program build(String source, String options) {
    cl_program program =
        call(
            "clCreateProgramWithSource",
            () -> clCreateProgramWithSource(context, 1, new String[] {source}, null, null));
    return built("the driver can't compile the program", program, options);
  }

  @Override
  public OpenCl.Program load(byte[] binary, String options) {
    cl_program program =
        call(
            "clCreateProgramWithBinary",
            () ->
                clCreateProgramWithBinary(
                    context,
                    1,
                    new cl_device_id[] {id},
                    new long[] {binary.length},
                    new byte[][] {binary},
                    new int[1],
                    null));
    return built("the driver can't use the stored program", program, options);
  }

  private OpenCl.Program built(String failure, cl_program program, String options) {
    try {
      clBuildProgram(program, 1, new cl_device_id[] {id}, options, null, null);
      return new JoclProgram(id, program);
    } catch (CLException e) {
      clReleaseProgram(program);
      throw new DeviceException(failure + " for " + device + ": " + e.getMessage().strip(), e);
    }
  }

  @Override
  public OpenCl.Buffer buffer(long bytes) {
    return call(
        "clCreateBuffer of " + bytes + " bytes",
        () -> new JoclBuffer(clCreateBuffer(context, CL_MEM_READ_WRITE, bytes, null, null)));
  }

  @Override
  @SuppressWarnings("deprecation") // its successor came with OpenCL 2.0
  public OpenCl.Queue queue() {
    return call(
        "clCreateCommandQueue", () -> new JoclQueue(clCreateCommandQueue(context, id, 0, null)));
  }

  @Override
  public void close() {
    call("clReleaseContext", () -> clReleaseContext(context));
  }

  private record JoclProgram(cl_device_id id, cl_program program) implements OpenCl.Program {

    @Override
    public byte[] binary() {
      long[] size = new long[1];
      return call(
          "clGetProgramInfo",
          () -> {
            clGetProgramInfo(
                program, CL_PROGRAM_BINARY_SIZES, Sizeof.size_t, Pointer.to(size), null);
            byte[] bytes = new byte[Math.toIntExact(size[0])];
            Pointer pointers = Pointer.to(Pointer.to(bytes));
            clGetProgramInfo(program, CL_PROGRAM_BINARIES, Sizeof.POINTER, pointers, null);
            return bytes;
          });
    }

    @Override
    public OpenCl.Kernel kernel(String name) {
      return call(
          "clCreateKernel of " + name,
          () -> new JoclKernel(id, name, clCreateKernel(program, name, null)));
    }

    @Override
    public void close() {
      call("clReleaseProgram", () -> clReleaseProgram(program));
    }
  }

  private record JoclKernel(cl_device_id id, String name, cl_kernel kernel)
      implements OpenCl.Kernel {

    @Override
    public void argument(int index, OpenCl.Buffer buffer) {
      Pointer pointer = Pointer.to(((JoclBuffer) buffer).memory);
      call(
          "clSetKernelArg of " + name, () -> clSetKernelArg(kernel, index, Sizeof.cl_mem, pointer));
    }

    @Override
    public void argument(int index, int number) {
      Pointer pointer = Pointer.to(new int[] {number});
      call(
          "clSetKernelArg of " + name, () -> clSetKernelArg(kernel, index, Sizeof.cl_int, pointer));
    }

    @Override
    public int workGroup() {
      long[] size = new long[1];
      call(
          "clGetKernelWorkGroupInfo of " + name,
          () ->
              clGetKernelWorkGroupInfo(
                  kernel, id, CL_KERNEL_WORK_GROUP_SIZE, Sizeof.size_t, Pointer.to(size), null));
      return (int) size[0];
    }

    @Override
    public void close() {
      call("clReleaseKernel", () -> clReleaseKernel(kernel));
    }
  }

  private record JoclBuffer(cl_mem memory) implements OpenCl.Buffer {

    @Override
    public void close() {
      call("clReleaseMemObject", () -> clReleaseMemObject(memory));
    }
  }

  private record JoclQueue(cl_command_queue queue) implements OpenCl.Queue {

    @Override
    public void write(OpenCl.Buffer to, long offset, ByteBuffer from, int bytes) {
      cl_mem memory = ((JoclBuffer) to).memory;
      Pointer pointer = Pointer.toBuffer(from);
      call(
          "clEnqueueWriteBuffer",
          () -> clEnqueueWriteBuffer(queue, memory, true, offset, bytes, pointer, 0, null, null));
    }

    @Override
    public void launch(OpenCl.Kernel kernel, long[] global, long[] local) {
      JoclKernel one = (JoclKernel) kernel;
      call(
          "clEnqueueNDRangeKernel of " + one.name,
          () ->
              clEnqueueNDRangeKernel(
                  queue, one.kernel, global.length, null, global, local, 0, null, null));
    }

    @Override
    public void read(OpenCl.Buffer from, long offset, ByteBuffer to, int bytes) {
      cl_mem memory = ((JoclBuffer) from).memory;
      Pointer pointer = Pointer.toBuffer(to);
      call(
          "clEnqueueReadBuffer",
          () -> clEnqueueReadBuffer(queue, memory, true, offset, bytes, pointer, 0, null, null));
    }

    @Override
    public void finish() {
      call("clFinish", () -> clFinish(queue));
    }

    @Override
    public void close() {
      call("clReleaseCommandQueue", () -> clReleaseCommandQueue(queue));
    }
  }
}
