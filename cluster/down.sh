#!/bin/bash
# down.sh - ends what up.sh started, by its pid files, and removes its namespaces, links, cgroups and state. Keeps what took long
# to make: binaries, images, certificates. A second call, or one after a crash, finishes the work.
# shellcheck source=lib.sh disable=SC1091
source "$(dirname "$(realpath "$0")")/lib.sh"
for part in network nodes; do
  # shellcheck source=/dev/null
  source "$HERE/$part.sh"
done

# What runs from the cluster's own folders without a pid file, because the files were lost.
end_strays() {
  local exe pid
  for exe in /proc/[0-9]*/exe; do
    pid=${exe//[^0-9]/}
    case $(readlink "$exe" 2>/dev/null) in
    "$BIN"/* | "$TOOLS"/*) ;;
    */dotnet | */bash) tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF " $INSTALL/" || continue ;;
    *) continue ;;
    esac
    say "ending process $pid, which has no pid file: $(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | cut -c1-80)"
    kill -KILL "$pid" 2>/dev/null || true
  done
}

step "removing the cluster" down
[ "$(id -u)" = 0 ] || fail "this needs root; user id is $(id -u)"
[ "${1:-}" = --locked ] || lock_cluster

end rebalancer TERM
for node in "${NODE_NAMES[@]}"; do end "agent-$node" TERM; done
for node in "${NODE_NAMES[@]}"; do end "kubelet-$node" TERM; end "kube-proxy-$node" TERM; done
thaw_all
# The first process of a node takes containerd, the shims and all pods with it.
for node in "${NODE_NAMES[@]}"; do end "node-$node" KILL; rm -f "$RUN/containerd-$node.pid"; done
for part in kube-scheduler kube-controller-manager kube-apiserver etcd; do end "$part" TERM; done
end_strays
network_down
cgroups_down
if [ -f "$RUN/sysctl.saved" ]; then
  run sysctl -q -p "$RUN/sysctl.saved" || true
  rm -f "$RUN/sysctl.saved"
fi
rm -rf "$CACHE/etcd" "$NODES"

left() {
  local mount
  for mount in $(cgroup_mounts); do [ ! -d "$mount/$CGROUP_ROOT" ] || echo "$mount/$CGROUP_ROOT"; done
  find /run/netns -name "$NETNS_PREFIX*" 2>/dev/null || true
  ip -br link | grep -o '^k8r-[^ @]*' || true
  find "$RUN" -name '*.pid'
}
remains=$(left)
[ -z "$remains" ] || fail "these are left: $(tr '\n' ' ' <<<"$remains")"
say "nothing of the cluster is left; $CACHE keeps what was built"
