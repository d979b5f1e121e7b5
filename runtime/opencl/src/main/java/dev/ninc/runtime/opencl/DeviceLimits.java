package dev.ninc.runtime.opencl;

/**
 * What a device has room for.
 *
 * @param computeUnits that work side by side
 * @param workGroup work-items in a group at most
 * @param localBytes local memory of a group
 * @param globalBytes memory of the device
 * @param bufferBytes one buffer at most
 */
public record DeviceLimits(
    int computeUnits, int workGroup, long localBytes, long globalBytes, long bufferBytes) {}
