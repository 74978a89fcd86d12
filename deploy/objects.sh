#!/bin/bash
# objects.sh install|uninstall - the CRDs, roles and RuntimeClass of PodMotion, into or out of the cluster of $KUBECONFIG, which
# must be set: there is no default, so that no cluster is changed by accident. Uninstalling deletes all objects of the three kinds.
set -euo pipefail
deploy=$(dirname "$(realpath "$0")")
crds=$(dirname "$deploy")/crds
kinds=(podmigrations migrationpolicies nodemigrationcapacities)

[ -n "${KUBECONFIG:-}" ] || { echo "KUBECONFIG is not set; say which cluster is meant, e.g. KUBECONFIG=~/.kube/config make ${1:-install}" >&2; exit 2; }
server=$(kubectl config view --minify -o 'jsonpath={.clusters[0].cluster.server}')
echo "cluster: $server (KUBECONFIG=$KUBECONFIG)"

install() {
  # Not validated by the client: before 1.25 it does not know x-kubernetes-validations.
  kubectl apply --validate=false -f "$crds"
  kubectl apply -f "$deploy/namespace.yaml" -f "$deploy/rbac.yaml" -f "$deploy/runtimeclass.yaml"
  for kind in "${kinds[@]}"; do
    kubectl wait --for=condition=Established --timeout=30s "crd/$kind.migration.podmotion.io"
  done
}

uninstall() {
  # PodMigrations first, while somebody is there to roll back what runs.
  if kubectl get crd podmigrations.migration.podmotion.io >/dev/null 2>&1; then
    kubectl delete podmigrations.migration.podmotion.io --all --all-namespaces --timeout=120s \
      || { echo "PodMigrations remain: a finalizer waits for the rebalancer to end them; nothing else was removed" >&2; exit 1; }
  fi
  kubectl delete --ignore-not-found -f "$crds" -f "$deploy/runtimeclass.yaml" -f "$deploy/rbac.yaml" -f "$deploy/namespace.yaml"
}

case ${1:-} in
install | uninstall) "$1" ;;
*) sed -n '2,3s/^# //p' "$0" >&2; exit 2 ;;
esac
