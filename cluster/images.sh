# shellcheck shell=bash
# images.sh - the container images that the nodes import: pause, busybox, and redis from Debian's package and its libraries.

REDIS_PACKAGES=(redis-server redis-tools libc6 libgcc-s1 libstdc++6 libatomic1 libjemalloc2 liblzf1 libssl3 libsystemd0 libcap2 libgcrypt20
  libgpg-error0 liblzma5 libzstd1 liblz4-1)

build_images() {
  build_pause_image
  [ -s "$IMAGES/busybox.tar" ] || { step "making the busybox image" images; run python3 "$HERE/images.py" busybox "$TOOLS/bin/busybox" "$IMAGES/busybox.tar"; }
  build_redis_image
}

build_pause_image() {
  [ ! -s "$IMAGES/pause.tar" ] || [ ! -x "$BIN/pause" ] || return 0
  step "making the pause image" images
  unpack_kubernetes_source
  run gcc -Os -static -s -DVERSION=podmotion -o "$BIN/pause" "$KUBERNETES/build/pause/linux/pause.c"
  run python3 "$HERE/images.py" pause "$BIN/pause" "$IMAGES/pause.tar"
}

build_redis_image() {
  [ ! -s "$IMAGES/redis.tar" ] || return 0
  step "making the redis image from Debian's redis-server" images
  local debs=$CACHE/redis/debs root=$CACHE/redis/root package
  rm -rf "$CACHE/redis"
  mkdir -p "$root"
  download "$debs" "${REDIS_PACKAGES[@]}"
  for package in "$debs"/*.deb; do run dpkg -x "$package" "$root"; done
  run chroot "$root" /usr/bin/redis-server --version # all libraries are there
  run python3 "$HERE/images.py" redis "$root" "$TOOLS/bin/busybox" "$IMAGES/redis.tar"
}

import_images() { # node
  local image mark
  for image in "$IMAGES"/*.tar; do
    mark=$NODES/$1/containerd/.imported-$(basename "$image")
    [ ! "$mark" -nt "$image" ] || continue
    run enter "$1" ctr -n k8s.io images import "$image"
    touch "$mark"
  done
}
