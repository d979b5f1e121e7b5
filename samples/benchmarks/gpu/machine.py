"""What processes need to find Java, OpenCL's loader and the driver."""

import glob
import os
import pathlib
import tarfile

FOLDERS = (
    "/usr/local/nvidia/lib64",
    "/usr/local/nvidia/lib",
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib64",
    "/usr/lib",
    "/usr/local/cuda/compat",
)


def driver():
    """NVIDIA's OpenCL driver, the newest where a folder has several; None where there is none."""
    folders = [f for f in os.environ.get("LD_LIBRARY_PATH", "").split(":") if f] + list(FOLDERS)
    for folder in folders:
        named = pathlib.Path(folder) / "libnvidia-opencl.so.1"
        found = [str(named)] if named.exists() else sorted(glob.glob(f"{named}*"))
        if found:
            return pathlib.Path(found[-1])
    return None


def environment(here, scratch):
    """The environment of all processes: caches of their own, and the driver without an .icd file."""
    folders = [str(here / "lib")]
    env = dict(os.environ, XDG_CACHE_HOME=str(scratch / "cache"))
    found = driver()
    if found:
        env["OCL_ICD_VENDORS"] = str(found)
        folders.append(str(found.parent))  # with libnvidia-nvvm, which compiles kernels
    if os.environ.get("LD_LIBRARY_PATH"):
        folders.append(os.environ["LD_LIBRARY_PATH"])
    env["LD_LIBRARY_PATH"] = ":".join(folders)
    return env


def java(here, scratch):
    """The command that starts Java with the jars; the image is unpacked first."""
    with tarfile.open(here / "java.tar.xz") as image:
        image.extractall(scratch)
    jars = ":".join(sorted(str(jar) for jar in (here / "jars").glob("*.jar")))
    options = ["--add-modules", "jdk.incubator.vector", f"-Djava.io.tmpdir={scratch}"]
    return [str(scratch / "java" / "bin" / "java"), *options, "-cp", jars]
