# shellcheck shell=bash
# node-config.sh - the configuration files of a node's containerd, CNI and kubelet.

write_node_config() { # node index
  local files=$NODES/$1/conf
  mkdir -p "$files"
  containerd_config >"$files/containerd.toml"
  cni_config "$2" >"$files/10-podmotion.conflist"
  kubelet_config "$1" >"$files/kubelet.yaml"
}

containerd_config() {
  cat <<EOF
version = 2
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "registry.local/pause:3.2"
  # Root of a machine within a machine may lack CAP_SYS_RESOURCE and then cannot lower oom_score_adj.
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "$TOOLS/usr/lib/cni"
    conf_dir = "/etc/cni/net.d"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    default_runtime_name = "runc"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
    # RuntimeClass podmotion. No annotation of a pod is passed on: what is restored is decided by tickets alone.
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.podmotion]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.podmotion.options]
        BinaryName = "$INSTALL/bin/podmotion-runc"
EOF
}

cni_config() { # index
  cat <<EOF
{"cniVersion": "0.4.0", "name": "podmotion", "plugins": [
  {"type": "bridge", "bridge": "cni0", "isGateway": true, "ipMasq": false, "hairpinMode": true, "mtu": 1450,
   "ipam": {"type": "host-local", "ranges": [[{"subnet": "10.244.$1.0/24"}]], "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
EOF
}

# Both nodes are the same machine: each reserves one half of its processors and memory for the other.
kubelet_config() { # node
  local cpu=$(($(nproc) * 500)) memory=$(($(awk '/^MemTotal/ { print $2 }' /proc/meminfo) / 2048))
  cat <<EOF
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: 0.0.0.0
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $PKI/ca.crt}}
authorization: {mode: Webhook}
tlsCertFile: $PKI/kubelet-$1.crt
tlsPrivateKeyFile: $PKI/kubelet-$1.key
cgroupDriver: cgroupfs
cgroupRoot: /$CGROUP_ROOT/$1
failSwapOn: false
clusterDomain: cluster.local
clusterDNS: [$DNS_IP]
resolvConf: /etc/resolv.conf
imageGCHighThresholdPercent: 100
imageGCLowThresholdPercent: 99
evictionHard: {memory.available: 200Mi, nodefs.available: 1%, imagefs.available: 1%, nodefs.inodesFree: 1%}
systemReserved: {cpu: ${cpu}m, memory: ${memory}Mi}
nodeStatusUpdateFrequency: 5s
EOF
}
