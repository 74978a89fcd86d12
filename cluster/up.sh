#!/bin/bash
# up.sh - a real Kubernetes 1.20.2 with two nodes (worker-1, worker-2) on this machine, and CRIU beside it; then PodMotion in it,
# unless called with --bare. Starts only what does not run; a half-dead cluster is removed first. The first run builds
# Kubernetes (about eight minutes on two cores), later ones take about half a minute. Needs root on Debian 12.
#   PODMOTION_CLUSTER_DIR  where everything is kept (default ~/.cache/podmotion-cluster)
# shellcheck source=lib.sh disable=SC1091
source "$(dirname "$(realpath "$0")")/lib.sh"
for part in packages build-kubernetes certificates images network control-plane node-config nodes criu podmotion; do
  # shellcheck source=/dev/null
  source "$HERE/$part.sh"
done
lock_cluster

PARTS=(etcd kube-apiserver kube-controller-manager kube-scheduler)
for node in "${NODE_NAMES[@]}"; do PARTS+=("node-$node" "containerd-$node" "kubelet-$node" "kube-proxy-$node"); done

remove_if_broken() {
  local part live=0
  for part in "${PARTS[@]}"; do
    ! alive "$part" || live=$((live + 1))
  done
  [ "$live" -lt "${#PARTS[@]}" ] || return 0
  [ "$live" -gt 0 ] || [ -e "/run/netns/$NETNS_PREFIX${NODE_NAMES[0]}" ] || [ -d "$CACHE/etcd" ] || return 0
  say "a cluster was here, of which $live of ${#PARTS[@]} processes run: removing it"
  "$HERE/down.sh" --locked
}

save_sysctl() { # kubelet changes these
  [ -e "$RUN/sysctl.saved" ] || sysctl -e vm.overcommit_memory vm.panic_on_oom kernel.panic kernel.panic_on_oops \
    kernel.keys.root_maxkeys kernel.keys.root_maxbytes >"$RUN/sysctl.saved" 2>/dev/null || true
}

step "checking the machine" up
check_machine
install_host_packages
extract_tools
build_kubernetes
build_images
criu_up
step "making certificates" certificates
cluster_certificates
podmotion_certificates
remove_if_broken
step "connecting the nodes" network
save_sysctl
network_up
control_plane_up
cgroups_up
weigh_pods
nodes_up
say "Kubernetes $KUBERNETES_VERSION is up with the nodes ${NODE_NAMES[*]}"
[ "${1:-}" = --bare ] || podmotion_up
printf 'export KUBECONFIG=%s\n' "$ADMIN"
