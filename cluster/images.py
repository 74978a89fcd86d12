#!/usr/bin/env python3
"""Container images as docker-archive files, made without a container engine.

images.py pause BINARY OUT | busybox BINARY OUT | redis ROOT BUSYBOX OUT

ROOT is a folder with the extracted Debian packages of redis-server and the libraries that it needs. The same input gives
the same file, byte for byte.
"""
import glob
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile

PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
EPOCH = "1970-01-01T00:00:00Z"
USERS = {
    "etc/passwd": b"root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n",
    "etc/group": b"root:x:0:\n",
}


class Layer:
    """One file-system layer; parents are added as folders when they are first needed."""

    def __init__(self):
        self.buffer = io.BytesIO()
        self.tar = tarfile.open(fileobj=self.buffer, mode="w")
        self.seen = set()

    def folder(self, name, mode=0o755):
        if not name or name in self.seen:
            return
        self.folder(os.path.dirname(name))
        self.seen.add(name)
        entry = tarfile.TarInfo(name)
        entry.type, entry.mode = tarfile.DIRTYPE, mode
        self.tar.addfile(entry)

    def file(self, name, content):
        self.folder(os.path.dirname(name))
        entry = tarfile.TarInfo(name)
        entry.mode, entry.size = 0o755, len(content)
        self.tar.addfile(entry, io.BytesIO(content))

    def link(self, name, target):
        self.folder(os.path.dirname(name))
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname = tarfile.SYMTYPE, target
        self.tar.addfile(entry)

    def copy(self, source, name):
        if os.path.islink(source):
            self.link(name, os.readlink(source))
        else:
            self.file(name, read(source))

    def content(self):
        self.tar.close()
        return self.buffer.getvalue()


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write_image(path, tag, layer, config):
    content = layer.content()
    digest = hashlib.sha256(content).hexdigest()
    manifest = json.dumps({
        "architecture": "amd64", "os": "linux", "created": EPOCH, "config": {"Env": [PATH], **config},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + digest]},
        "history": [{"created": EPOCH, "created_by": "podmotion cluster/images.py"}],
    }).encode()
    name = hashlib.sha256(manifest).hexdigest() + ".json"
    index = json.dumps([{"Config": name, "RepoTags": [tag], "Layers": [digest + "/layer.tar"]}]).encode()
    with tarfile.open(path + ".tmp", "w") as archive:
        for entry_name, value in ((name, manifest), (digest + "/layer.tar", content), ("manifest.json", index)):
            entry = tarfile.TarInfo(entry_name)
            entry.size = len(value)
            archive.addfile(entry, io.BytesIO(value))
    os.replace(path + ".tmp", path)


def add_base(layer, busybox):
    for name in ("proc", "sys", "dev", "root", "var", "home"):
        layer.folder(name)
    layer.folder("tmp", 0o1777)
    for name, content in USERS.items():
        layer.file(name, content)
    layer.file("bin/busybox", read(busybox))
    applets = subprocess.run([busybox, "--list"], capture_output=True, text=True, check=True).stdout.split()
    for applet in applets:
        if applet != "busybox":
            layer.link("bin/" + applet, "busybox")


def pause(binary, out):
    layer = Layer()
    layer.file("pause", read(binary))
    write_image(out, "registry.local/pause:3.2", layer, {"Entrypoint": ["/pause"]})


def busybox_image(binary, out):
    layer = Layer()
    add_base(layer, binary)
    write_image(out, "registry.local/busybox:1.35", layer, {"Cmd": ["sh"]})


def redis(root, busybox, out):
    layer = Layer()
    add_base(layer, busybox)
    layer.folder("data")
    layer.file("usr/bin/redis-server", read(root + "/usr/bin/redis-server"))
    layer.file("usr/bin/redis-cli", read(root + "/usr/bin/redis-cli"))
    layer.copy(root + "/lib64/ld-linux-x86-64.so.2", "lib64/ld-linux-x86-64.so.2")
    for folder in ("lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu"):
        for library in sorted(glob.glob(f"{root}/{folder}/*.so*")):
            layer.copy(library, f"{folder}/{os.path.basename(library)}")
    write_image(out, "registry.local/redis:7", layer, {"Cmd": ["redis-server"], "WorkingDir": "/data"})


KINDS = {"pause": pause, "busybox": busybox_image, "redis": redis}

if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in KINDS:
        sys.exit(__doc__)
    KINDS[sys.argv[1]](*sys.argv[2:])
