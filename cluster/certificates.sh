# shellcheck shell=bash
# certificates.sh - the cluster's own authorities and certificates, and those of PodMotion's parts. Keys are readable by root only.

authority() { # file
  [ ! -s "$PKI/$1.crt" ] || return 0
  ( umask 077; run openssl req -x509 -newkey rsa:2048 -nodes -keyout "$PKI/$1.key" -out "$PKI/$1.crt" -days 3650 -subj "/CN=$1" )
}
certificate() { # file CN O "SANs" [authority]
  [ ! -s "$PKI/$1.crt" ] || return 0
  local authority=${5:-ca} subject=${3:+/O=$3}/CN=$2
  ( umask 077; run openssl req -new -newkey rsa:2048 -nodes -keyout "$PKI/$1.key" -subj "$subject" -out "$PKI/$1.csr" )
  printf 'basicConstraints=CA:FALSE\nkeyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth,clientAuth\n%s\n' \
    "${4:+subjectAltName=$4}" >"$PKI/$1.ext"
  run openssl x509 -req -in "$PKI/$1.csr" -CA "$PKI/$authority.crt" -CAkey "$PKI/$authority.key" -CAcreateserial -days 3650 -sha256 \
    -out "$PKI/$1.crt" -extfile "$PKI/$1.ext"
  rm -f "$PKI/$1.csr" "$PKI/$1.ext"
}
kubeconfig() { # file certificate server
  [ ! -s "$1" ] || return 0
  ( umask 077; cat >"$1" <<EOC
apiVersion: v1
kind: Config
clusters: [{name: podmotion, cluster: {server: "$3", certificate-authority-data: $(base64 -w0 "$PKI/ca.crt")}}]
users: [{name: $2, user: {client-certificate-data: $(base64 -w0 "$PKI/$2.crt"), client-key-data: $(base64 -w0 "$PKI/$2.key")}}]
contexts: [{name: podmotion, context: {cluster: podmotion, user: $2}}]
current-context: podmotion
EOC
  )
}

cluster_certificates() {
  local local_api=https://127.0.0.1:$API_PORT node_api=https://$API_IP:$API_PORT
  local names="DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,DNS:localhost"
  authority ca
  authority front-proxy-ca
  certificate apiserver kube-apiserver "" "$names,IP:127.0.0.1,IP:10.96.0.1,IP:$API_IP"
  certificate apiserver-kubelet-client apiserver-kubelet-client system:masters ""
  certificate front-proxy-client front-proxy-client "" "" front-proxy-ca
  certificate admin admin system:masters ""
  certificate kube-controller-manager system:kube-controller-manager "" ""
  certificate kube-scheduler system:kube-scheduler "" ""
  certificate kube-proxy system:kube-proxy "" ""
  if [ ! -s "$PKI/sa.key" ]; then
    ( umask 077; run openssl genrsa -out "$PKI/sa.key" 2048 )
    run openssl rsa -in "$PKI/sa.key" -pubout -out "$PKI/sa.pub"
  fi
  kubeconfig "$ADMIN" admin "$local_api"
  kubeconfig "$PKI/kcm.kubeconfig" kube-controller-manager "$local_api"
  kubeconfig "$PKI/sched.kubeconfig" kube-scheduler "$local_api"
  kubeconfig "$PKI/proxy.kubeconfig" kube-proxy "$node_api"
  local i node
  for i in "${!NODE_NAMES[@]}"; do
    node=${NODE_NAMES[i]}
    certificate "kubelet-$node" "system:node:$node" system:nodes "DNS:$node,IP:$NET.1$((i + 1))"
    kubeconfig "$PKI/kubelet-$node.kubeconfig" "kubelet-$node" "$node_api"
  done
}

# An authority apart from the cluster's: a certificate of the cluster opens no agent, and the other way round. Only the
# rebalancer's access to the API server is signed by the cluster's.
podmotion_certificates() {
  authority podmotion-ca
  certificate podmotion-rebalancer podmotion-rebalancer "" "" podmotion-ca
  certificate podmotion-rebalancer-api podmotion-rebalancer "" ""
  kubeconfig "$PKI/podmotion-rebalancer.kubeconfig" podmotion-rebalancer-api "https://127.0.0.1:$API_PORT"
  local i node
  for i in "${!NODE_NAMES[@]}"; do
    node=${NODE_NAMES[i]}
    certificate "podmotion-agent-$node" "podmotion-agent:$node" "" "DNS:$node,IP:$NET.1$((i + 1))" podmotion-ca
  done
  chmod 0600 "$PKI"/*.key
}
