#!/bin/bash
# clean.sh - removes the demo's objects from the local cluster, if that runs: migrations first, while the rebalancer can end them.
set -euo pipefail
admin=${PODMOTION_CLUSTER_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/podmotion-cluster}/admin.kubeconfig
kube() { kubectl --kubeconfig "$admin" --request-timeout=10s "$@"; }
[ -s "$admin" ] && kube get --raw /readyz >/dev/null 2>&1 || exit 0
kube get crd podmigrations.migration.podmotion.io >/dev/null 2>&1 || exit 0
if kube get namespace podmotion-demo >/dev/null 2>&1; then
  echo "removing the demo's objects (namespace podmotion-demo, policy relieve-hot-nodes)"
fi
kube delete migrationpolicy relieve-hot-nodes --ignore-not-found >/dev/null
kube delete podmigrations --all -n podmotion-demo --timeout=120s --request-timeout=130s >/dev/null
kube delete namespace podmotion-demo --ignore-not-found --timeout=120s --request-timeout=130s >/dev/null
