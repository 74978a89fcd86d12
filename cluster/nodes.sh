# shellcheck shell=bash disable=SC2013,SC2016,SC2038
# nodes.sh - a node: namespaces, containerd with the runtime `podmotion`, kubelet, kube-proxy.

cgroup_mounts() { awk '$3 ~ /^cgroup2?$/ { print $2 }' /proc/mounts; }

cgroups_up() {
  local mount path name
  for mount in $(cgroup_mounts); do
    for name in "" "${NODE_NAMES[@]/#//}"; do
      path=$mount/$CGROUP_ROOT$name
      mkdir -p "$path"
      # A new cpuset is empty and takes no process: it inherits nothing by itself.
      if [ -e "$path/cpuset.cpus" ] && [ -z "$(cat "$path/cpuset.cpus")" ]; then
        cat "$(dirname "$path")/cpuset.cpus" >"$path/cpuset.cpus"
        cat "$(dirname "$path")/cpuset.mems" >"$path/cpuset.mems"
      fi
    done
  done
}

# All pods together are one member of the scheduler's top level, where every process of the machine is one as well: on a busy machine a
# pod that may use most of a processor would get a few percent of it, and no node would ever be hot.
weigh_pods() { echo 20480 >"/sys/fs/cgroup/cpu/$CGROUP_ROOT/cpu.shares"; }

# Frozen tasks cannot be killed.
thaw_all() {
  find "/sys/fs/cgroup/freezer/$CGROUP_ROOT" -depth -name freezer.state -exec sh -c 'echo THAWED >"$1"' thaw {} \; 2>/dev/null || true
}

cgroups_down() {
  local mount try
  for mount in $(cgroup_mounts); do
    for ((try = 0; try < 50; try++)); do
      [ -d "$mount/$CGROUP_ROOT" ] || break
      find "$mount/$CGROUP_ROOT" -name cgroup.procs -exec cat {} + 2>/dev/null | xargs -r kill -KILL 2>/dev/null || true
      find "$mount/$CGROUP_ROOT" -depth -type d -exec rmdir {} + 2>/dev/null || true
      [ ! -d "$mount/$CGROUP_ROOT" ] || sleep 0.1
    done
  done
}

nodes_up() {
  local i
  for i in "${!NODE_NAMES[@]}"; do
    step "starting node ${NODE_NAMES[i]}" "node-${NODE_NAMES[i]}"
    write_node_config "${NODE_NAMES[i]}" $((i + 1))
    start_node "${NODE_NAMES[i]}"
    configure_node "${NODE_NAMES[i]}" $((i + 1))
    start_node_daemons "${NODE_NAMES[i]}" $((i + 1))
  done
  step "waiting for the nodes to be Ready" nodes
  for i in "${!NODE_NAMES[@]}"; do register_node "${NODE_NAMES[i]}" $((i + 1)); done
  run kube wait --for=condition=Ready node "${NODE_NAMES[@]}" --timeout=120s
}

start_node() { # node
  alive "node-$1" && return 0
  rm -f "$RUN/containerd-$1.pid" "$RUN/kubelet-$1.pid" "$RUN/kube-proxy-$1.pid"
  "${CLEAN_ENV[@]}" setsid nsenter --net="/run/netns/$NETNS_PREFIX$1" unshare --mount --uts --ipc --pid --fork --mount-proc --propagation private \
    "$HERE/node-init.sh" "$1" "$NODES/$1" "$BIN/pause" >>"$LOG/node-$1.log" 2>&1 </dev/null 3>&- 8>&- &
  local init
  init=$(child_of $!)
  until_ok 20 "namespaces of $1 (log: $LOG/node-$1.log)" test -e "/proc/$init/root/run/node-ready"
  record "node-$1" "$init"
}

configure_node() { # node index
  local files=$NODES/$1/conf
  run enter "$1" sh -c "cp '$files/containerd.toml' /etc/containerd/config.toml && cp '$files/10-podmotion.conflist' /etc/cni/net.d/"
  run enter "$1" sh -c "grep -q ' $1\$' /etc/hosts || echo '$NET.1$2 $1' >>/etc/hosts"
}

start_node_daemons() { # node index
  spawn_in "$1" containerd /usr/bin/containerd
  until_ok 30 "containerd of $1 (log: $LOG/containerd-$1.log)" enter "$1" ctr version
  import_images "$1"
  spawn_in "$1" kubelet "$BIN/kubelet" --config="$NODES/$1/conf/kubelet.yaml" --kubeconfig="$PKI/kubelet-$1.kubeconfig" \
    --hostname-override="$1" --node-ip="$NET.1$2" --container-runtime=remote --root-dir=/var/lib/kubelet --v=2 \
    --container-runtime-endpoint=unix:///run/containerd/containerd.sock --runtime-request-timeout=5m
  spawn_in "$1" kube-proxy "$BIN/kube-proxy" --kubeconfig="$PKI/proxy.kubeconfig" --hostname-override="$1" --cluster-cidr="$POD_CIDR" \
    --proxy-mode=iptables --bind-address="$NET.1$2" --conntrack-max-per-core=0 --conntrack-min=0 \
    --conntrack-tcp-timeout-established=0s --conntrack-tcp-timeout-close-wait=0s --v=1
}

register_node() { # node index
  local cidr=10.244.$2.0/24
  until_ok 60 "node $1 registered (log: $LOG/kubelet-$1.log)" kube get node "$1"
  [ -n "$(kube get node "$1" -o jsonpath='{.spec.podCIDR}')" ] \
    || run kube patch node "$1" -p "{\"spec\":{\"podCIDR\":\"$cidr\",\"podCIDRs\":[\"$cidr\"]}}"
}
