# shellcheck shell=bash
# packages.sh - what the machine must be, what is installed on it, and what is only extracted into the cache.

HOST_PACKAGES=(containerd runc iproute2 gcc libc6-dev make openssl curl python3 procps util-linux debootstrap ca-certificates)
TOOL_PACKAGES=(etcd-server etcd-client containernetworking-plugins busybox-static iptables libip4tc2 libip6tc2 libxtables12
  libnfnetlink0 libnetfilter-conntrack3 libmnl0 libnftnl11 conntrack ethtool socat golang-github-modern-go-reflect2-dev)

check_machine() {
  [ "$(id -u)" = 0 ] || fail "this needs root (namespaces, cgroups, CRIU); user id is $(id -u). Run it with sudo -E"
  [ "$(uname -m)" = x86_64 ] || fail "machine is $(uname -m); expected x86_64"
  command -v apt-get >/dev/null || fail "apt-get is missing: this builds its cluster from Debian 12 packages"
  grep -q 'VERSION_CODENAME=bookworm' /etc/os-release || say "note: this is not Debian 12 (bookworm); package versions may differ"
  grep -qw overlay /proc/filesystems || run modprobe overlay || fail "the kernel has no overlay file system"
  grep -qw cgroup /proc/filesystems || fail "the kernel has no cgroup version 1: Kubernetes 1.20 with CRIU needs its freezer"
  grep -q ' cgroup .*\bfreezer\b' /proc/mounts || fail "no cgroup version 1 freezer is mounted (boot with systemd.unified_cgroup_hierarchy=0)"
  local gigabytes
  gigabytes=$(df --output=avail -BG "$CACHE" | tail -1 | tr -dc 0-9)
  [ "$gigabytes" -ge 6 ] || [ -x "$BIN/kubelet" ] || fail "$CACHE has $gigabytes GB free; the first build needs 6"
}

apt_install() { # package...
  run apt-get update -q || true # an index that is unreachable matters only if it is needed, and then apt says so
  run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

install_host_packages() {
  local package missing=()
  for package in "${HOST_PACKAGES[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  command -v kubectl >/dev/null || missing+=(kubernetes-client)
  [ "${#missing[@]}" -gt 0 ] || return 0
  step "installing ${missing[*]}" packages
  apt_install "${missing[@]}"
}

download() { # folder package...   the packages' files, extracted nowhere yet
  local folder=$1
  shift
  mkdir -p "$folder"
  ( cd "$folder" && { run apt-get download -q "$@" || { run apt-get update -q; run apt-get download -q "$@"; }; } )
}

extract_tools() {
  if [ ! -x "$TOOLS/usr/bin/etcd" ] || [ ! -x "$TOOLS/usr/lib/cni/bridge" ] || [ ! -x "$TOOLS/bin/busybox" ]; then
    step "fetching etcd, CNI plugins and tools from Debian" packages
    download "$CACHE/debs" "${TOOL_PACKAGES[@]}"
    local package
    for package in "$CACHE"/debs/*.deb; do run dpkg -x "$package" "$TOOLS"; done
  fi
  write_wrappers
}

# Commands on the nodes' PATH that find the extracted libraries.
write_wrappers() {
  local tool
  for tool in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
    wrap "$tool" "$TOOLS/usr/sbin/xtables-legacy-multi $tool"
  done
  wrap conntrack "$TOOLS/usr/sbin/conntrack"
  wrap ethtool "$TOOLS/sbin/ethtool"
  wrap socat "$TOOLS/usr/bin/socat"
}
wrap() { # name command
  local libraries=$TOOLS/usr/lib/x86_64-linux-gnu
  printf '#!/bin/sh\nexport LD_LIBRARY_PATH=%s XTABLES_LIBDIR=%s/xtables\nexec %s "$@"\n' "$libraries" "$libraries" "$2" >"$NODE_PATH/$1.tmp"
  chmod +x "$NODE_PATH/$1.tmp"
  mv "$NODE_PATH/$1.tmp" "$NODE_PATH/$1"
}

# The machine's own Debian entry, asked for sources, with an index of its own: /etc/apt stays as it is.
fetch_kubernetes_source() {
  compgen -G "$SRC/kubernetes_*.orig.tar.gz" >/dev/null && return
  local apt=$CACHE/apt
  mkdir -p "$apt/parts" "$apt/lists/partial"
  if [ -e /etc/apt/sources.list.d/debian.sources ]; then
    sed 's/^Types: .*/Types: deb-src/' /etc/apt/sources.list.d/debian.sources >"$apt/parts/debian.sources"
  else
    grep -h '^deb .*debian' /etc/apt/sources.list | sed 's/^deb /deb-src /' >"$apt/parts/debian.list"
  fi
  local options=(-q -o "Dir::Etc::sourcelist=/dev/null" -o "Dir::Etc::sourceparts=$apt/parts" -o "Dir::State::lists=$apt/lists"
    -o "Dir::Cache::srcpkgcache=" -o "Dir::Cache::pkgcache=")
  run apt-get "${options[@]}" update
  ( cd "$SRC" && run apt-get "${options[@]}" source --download-only kubernetes/bookworm )
}
unpack_kubernetes_source() {
  [ ! -e "$KUBERNETES/go.mod" ] || return 0
  fetch_kubernetes_source
  mkdir -p "$KUBERNETES"
  run tar xzf "$SRC"/kubernetes_*.orig.tar.gz -C "$KUBERNETES" --strip-components=1
}
