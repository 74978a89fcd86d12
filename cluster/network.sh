# shellcheck shell=bash disable=SC2016
# network.sh - a bridge on the host, one network namespace a node, and a VXLAN between the nodes as flannel makes it.

network_up() {
  if ! ip link show "$BRIDGE" >/dev/null 2>&1; then
    ip -4 route show | grep -q "^$NET\.0/24 " && fail "the network $NET.0/24 is in use on this machine: $(ip -4 route show "$NET.0/24")"
    ip link add "$BRIDGE" type bridge
    ip addr add "$API_IP/24" dev "$BRIDGE"
    ip link set "$BRIDGE" up
  fi
  local i
  for i in "${!NODE_NAMES[@]}"; do
    [ -e "/run/netns/$NETNS_PREFIX${NODE_NAMES[i]}" ] || node_network_up "${NODE_NAMES[i]}" $((i + 1))
    ip route replace "10.244.$((i + 1)).0/24" via "$NET.1$((i + 1))" dev "$BRIDGE" # from the host to the pods
  done
}

node_network_up() { # node index
  local namespace=$NETNS_PREFIX$1 i=$2
  local in_node=(ip -n "$namespace")
  ip netns add "$namespace"
  ip link add "$VETH_PREFIX$i" type veth peer name eth0 netns "$namespace"
  ip link set "$VETH_PREFIX$i" master "$BRIDGE" up
  "${in_node[@]}" link set lo up
  "${in_node[@]}" addr add "$NET.1$i/24" dev eth0
  "${in_node[@]}" link set eth0 up
  "${in_node[@]}" route add default via "$API_IP"
  nsenter --net="/run/netns/$namespace" bash -c '
    modprobe br_netfilter 2>/dev/null
    echo 1 >/proc/sys/net/ipv4/ip_forward
    [ ! -e /proc/sys/net/bridge/bridge-nf-call-iptables ] || echo 1 >/proc/sys/net/bridge/bridge-nf-call-iptables
    for filter in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 0 >"$filter"; done'
  "${in_node[@]}" link add flannel.1 type vxlan id 1 dev eth0 local "$NET.1$i" dstport 8472 nolearning
  "${in_node[@]}" link set flannel.1 address "02:fa:00:00:00:0$i"
  "${in_node[@]}" addr add "10.244.$i.0/32" dev flannel.1
  "${in_node[@]}" link set flannel.1 mtu 1450 up
  local j
  for ((j = 1; j <= ${#NODE_NAMES[@]}; j++)); do
    [ "$j" -eq "$i" ] || connect_nodes "$namespace" "$j"
  done
}

connect_nodes() { # namespace index of the other node
  ip -n "$1" route add "10.244.$2.0/24" via "10.244.$2.0" dev flannel.1 onlink
  ip -n "$1" neigh replace "10.244.$2.0" lladdr "02:fa:00:00:00:0$2" dev flannel.1 nud permanent
  bridge -n "$1" fdb append "02:fa:00:00:00:0$2" dev flannel.1 dst "$NET.1$2"
}

network_down() {
  local i
  for i in "${!NODE_NAMES[@]}"; do
    [ ! -e "/run/netns/$NETNS_PREFIX${NODE_NAMES[i]}" ] || ip netns del "$NETNS_PREFIX${NODE_NAMES[i]}" || true
    ! ip link show "$VETH_PREFIX$((i + 1))" >/dev/null 2>&1 || ip link del "$VETH_PREFIX$((i + 1))" || true
  done
  ! ip link show "$BRIDGE" >/dev/null 2>&1 || ip link del "$BRIDGE" || true
}
