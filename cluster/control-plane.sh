# shellcheck shell=bash
# control-plane.sh - etcd, API server, controller manager and scheduler, as processes of the host.

control_plane_up() {
  step "starting the control plane" control-plane
  start_etcd
  until_ok 30 "etcd healthy (log: $LOG/etcd.log)" curl -sf --noproxy '*' "http://127.0.0.1:$ETCD_PORT/health"
  start_api_server
  until_ok 60 "API server ready (log: $LOG/kube-apiserver.log)" kube get --raw /readyz
  start_controllers
}

start_etcd() {
  local peer=http://127.0.0.1:$((ETCD_PORT + 1)) client=http://127.0.0.1:$ETCD_PORT
  spawn etcd "$TOOLS/usr/bin/etcd" --name podmotion --data-dir "$CACHE/etcd" --listen-client-urls "$client" --advertise-client-urls "$client" \
    --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" --initial-cluster "podmotion=$peer" --logger zap --log-level warn
}

start_api_server() {
  spawn kube-apiserver "$BIN/kube-apiserver" --etcd-servers="http://127.0.0.1:$ETCD_PORT" --bind-address=0.0.0.0 --advertise-address="$API_IP" \
    --secure-port="$API_PORT" --service-cluster-ip-range="$SERVICE_CIDR" --authorization-mode=Node,RBAC \
    --enable-admission-plugins=NodeRestriction,MutatingAdmissionWebhook,ValidatingAdmissionWebhook \
    --client-ca-file="$PKI/ca.crt" --tls-cert-file="$PKI/apiserver.crt" --tls-private-key-file="$PKI/apiserver.key" \
    --service-account-key-file="$PKI/sa.pub" --service-account-signing-key-file="$PKI/sa.key" \
    --service-account-issuer=https://kubernetes.default.svc.cluster.local \
    --kubelet-client-certificate="$PKI/apiserver-kubelet-client.crt" --kubelet-client-key="$PKI/apiserver-kubelet-client.key" \
    --kubelet-certificate-authority="$PKI/ca.crt" --kubelet-preferred-address-types=InternalIP,Hostname \
    --requestheader-client-ca-file="$PKI/front-proxy-ca.crt" --requestheader-allowed-names=front-proxy-client \
    --requestheader-extra-headers-prefix=X-Remote-Extra- --requestheader-group-headers=X-Remote-Group \
    --requestheader-username-headers=X-Remote-User --proxy-client-cert-file="$PKI/front-proxy-client.crt" \
    --proxy-client-key-file="$PKI/front-proxy-client.key" --enable-aggregator-routing=true --allow-privileged=true --profiling=false --v=1
}

start_controllers() {
  local config=$PKI/kcm.kubeconfig
  spawn kube-controller-manager "$BIN/kube-controller-manager" --kubeconfig="$config" --authentication-kubeconfig="$config" \
    --authorization-kubeconfig="$config" --bind-address=127.0.0.1 --port=0 --use-service-account-credentials=true \
    --service-account-private-key-file="$PKI/sa.key" --root-ca-file="$PKI/ca.crt" --cluster-signing-cert-file="$PKI/ca.crt" \
    --cluster-signing-key-file="$PKI/ca.key" --controllers='*,bootstrapsigner,tokencleaner' --allocate-node-cidrs=false --leader-elect=false --v=1
  config=$PKI/sched.kubeconfig
  spawn kube-scheduler "$BIN/kube-scheduler" --kubeconfig="$config" --authentication-kubeconfig="$config" --authorization-kubeconfig="$config" \
    --bind-address=127.0.0.1 --port=0 --leader-elect=false --v=1
}
