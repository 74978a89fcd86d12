#!/bin/bash
# enter.sh NODE COMMAND... - runs a command as on that node: in its mount, network, process and host name spaces.
#   cluster/enter.sh worker-1 ctr -n k8s.io containers ls
# shellcheck source=lib.sh disable=SC1091
source "$(dirname "$(realpath "$0")")/lib.sh"
[ $# -ge 2 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
STEP="entering node $1"
alive "node-$1" || fail "node '$1' does not run; the nodes are ${NODE_NAMES[*]}"
trap - ERR
enter "$@"
