package dev.ninc.runtime.opencl;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What is needed of OpenCL. Whatever goes wrong is a {@link DeviceException}. What is opened here
 * is closed by whoever opened it, once, and before what it was opened from.
 */
interface OpenCl {

  /** All devices that can compile programs, in the order of the platforms. */
  List<Device> devices();

  Context open(Device device);

  /** What belongs to one device. */
  interface Context extends Resource {

    /**
     * Compiles a program.
     *
     * @throws DeviceException with the compiler's log, where it has mistakes
     */
    Program build(String source, String options);

    /**
     * A program as {@link Program#binary()} gave it.
     *
     * @throws DeviceException if the driver refuses it
     */
    Program load(byte[] binary, String options);

    /**
     * Memory of the device.
     *
     * @throws NoDeviceMemory if there is no room
     */
    Buffer buffer(long bytes);

    /** A queue that runs one command after the other. */
    Queue queue();
  }

  /** A program that was built. */
  interface Program extends Resource {

    /** What {@link Context#load} makes the same program of. */
    byte[] binary();

    Kernel kernel(String name);
  }

  /** A kernel and its arguments: for one thread at a time. */
  interface Kernel extends Resource {

    void argument(int index, Buffer buffer);

    void argument(int index, int number);

    /** Work-items in a group at most. */
    int workGroup();
  }

  /** Memory of the device. */
  interface Buffer extends Resource {}

  /** Commands for the device, in order. */
  interface Queue extends Resource {

    /**
     * Copies to the device, and waits until that is done.
     *
     * @param offset bytes
     * @param from a direct buffer, of which the first {@code bytes} are copied
     */
    void write(Buffer to, long offset, ByteBuffer from, int bytes);

    /** Starts a kernel, without waiting for it. */
    void launch(Kernel kernel, long[] global, long[] local);

    /**
     * Waits for all that was started, and copies from the device.
     *
     * @param to a direct buffer
     */
    void read(Buffer from, long offset, ByteBuffer to, int bytes);

    /** Waits for all that was started. */
    void finish();
  }
}
