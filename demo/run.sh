#!/bin/bash
# run.sh - the demo on the local cluster, which must be up (make demo brings it up first).
set -euo pipefail
demo=$(dirname "$(realpath "$0")")
admin=${PODMOTION_CLUSTER_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/podmotion-cluster}/admin.kubeconfig
"$demo/clean.sh"
echo "building the demo"
MSBUILDDISABLENODEREUSE=1 dotnet build "$demo" -c Release --nologo -v quiet
exec dotnet "$demo/../artifacts/bin/Demo/release/PodMotion.Demo.dll" --kubeconfig "$admin"
