/**
 * What generated classes run against that compute on an OpenCL device.
 *
 * <p>A {@link dev.ninc.runtime.opencl.DeviceModel} is a {@link dev.ninc.runtime.Model} that owns
 * memory of a device, and therefore has a {@code close()}.
 */
package dev.ninc.runtime.opencl;
