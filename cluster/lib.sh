# shellcheck shell=bash disable=SC2034,SC2016  # the variables are used by the scripts that source this
# lib.sh - sourced by every script here: paths, progress lines, errors that name their step, and processes by pid file.
set -Eeuo pipefail
HERE=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
REPO=$(dirname "$HERE")
CACHE_HOME=${XDG_CACHE_HOME:-$HOME/.cache}
CACHE=${PODMOTION_CLUSTER_DIR:-$CACHE_HOME/podmotion-cluster}
CRIU_DIR=${PODMOTION_CRIU_DIR:-$CACHE_HOME/podmotion-criu}

BIN=$CACHE/bin TOOLS=$CACHE/tools SRC=$CACHE/src PKI=$CACHE/pki RUN=$CACHE/run LOG=$CACHE/log
NODES=$CACHE/nodes IMAGES=$CACHE/images NODE_PATH=$CACHE/nodebin INSTALL=$CACHE/podmotion
KUBERNETES=$CACHE/gopath/src/k8s.io/kubernetes
ADMIN=$CACHE/admin.kubeconfig

NODE_NAMES=(worker-1 worker-2) # node i: address $NET.1i, pods in 10.244.i.0/24
BRIDGE=k8r-br0 NETNS_PREFIX=k8r- VETH_PREFIX=k8r-v CGROUP_ROOT=k8r
NET=10.123.0 API_IP=10.123.0.1 API_PORT=6443 ETCD_PORT=12379
SERVICE_CIDR=10.96.0.0/16 POD_CIDR=10.244.0.0/16 DNS_IP=10.96.0.10

mkdir -p "$BIN" "$TOOLS" "$SRC" "$PKI" "$RUN" "$LOG" "$NODES" "$IMAGES" "$NODE_PATH" "$INSTALL/bin"
umask 022

# ---- progress and errors: fd 3 is the screen, also where a step's own output goes to its log ----
exec 3>&2
STARTED=$EPOCHREALTIME STEP="starting" STEP_LOG="" RUNNING=""
say() {
  local now=$EPOCHREALTIME ms
  ms=$(( (${now/./} - ${STARTED/./}) / 1000 ))
  printf '[%4d.%ds] %s\n' $((ms / 1000)) $((ms / 100 % 10)) "$*" >&3
}
step() { STEP=$1 STEP_LOG=$LOG/${2:-up}.log; say "$STEP"; } # what [log name]
run() { RUNNING=$*; "$@" >>"$STEP_LOG" 2>&1; }               # a command of the current step, its output in the step's log
fail() {                                                     # reason
  printf 'FAILED while %s: %s\n' "$STEP" "$*" >&3
  [ -z "$STEP_LOG" ] || printf '  log: %s\n' "$STEP_LOG" >&3
  trap - ERR
  exit 1
}
on_error() {
  local status=$? command=$BASH_COMMAND
  [[ $command != '"$@"'* ]] || command=$RUNNING
  [ "$BASH_SUBSHELL" -eq 0 ] || exit "$status"
  printf 'FAILED while %s: `%s` (line %s of %s) ended with status %s\n' "$STEP" "$command" "${BASH_LINENO[0]}" "$(basename "${BASH_SOURCE[1]}")" "$status" >&3
  if [ -n "$STEP_LOG" ] && [ -s "$STEP_LOG" ]; then
    printf '  log: %s, which ends with\n' "$STEP_LOG" >&3
    tail -n 5 "$STEP_LOG" | sed 's/^/    /' >&3
  fi
  exit "$status"
}
trap on_error ERR

# The cluster's own kubeconfig, always named: whatever KUBECONFIG says, nobody else's cluster is touched.
kube() { kubectl --kubeconfig "$ADMIN" "$@"; }

lock_cluster() { # one command at a time changes the cluster
  exec 8>"$CACHE/lock"
  flock -n 8 || { say "another cluster command is running: waiting for it"; flock 8; }
}

until_ok() { # seconds "what is waited for" command...
  local seconds=$1 what=$2 deadline
  shift 2
  deadline=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$deadline" ] || fail "$what: not after $seconds s"
    sleep 0.1
  done
}

# ---- processes: a pid file holds "pid starttime", so that a pid used anew is never taken for ours ----
start_time() { # pid
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  read -ra stat <<<"${stat##*) }"
  [ "${stat[0]}" != Z ] && echo "${stat[19]}"
}
alive() { # name
  local pid at
  [ -s "$RUN/$1.pid" ] || return 1
  read -r pid at <"$RUN/$1.pid"
  [ -n "$at" ] && [ "$(start_time "$pid")" = "$at" ]
}
record() { echo "$2 $(start_time "$2")" >"$RUN/$1.pid"; } # name pid
pid_of() { cut -d' ' -f1 "$RUN/$1.pid"; }                 # name

CLEAN_ENV=(env -u http_proxy -u https_proxy -u HTTP_PROXY -u HTTPS_PROXY -u KUBECONFIG)
spawn() { # name command...   on the host
  local name=$1
  shift
  alive "$name" && return 0
  "${CLEAN_ENV[@]}" setsid "$@" >>"$LOG/$name.log" 2>&1 </dev/null 3>&- 8>&- &
  record "$name" $!
}
NODE_ENV=(env "PATH=$NODE_PATH:$BIN:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
enter() { # node command...   inside the node's namespaces
  local node=$1
  shift
  nsenter -t "$(pid_of "node-$node")" -m -u -i -n -p -- "${NODE_ENV[@]}" "$@"
}
child_of() { # pid   its first child, waited for
  local child="" i
  for ((i = 0; i < 200; i++)); do
    child=$(cat "/proc/$1/task/$1/children" 2>/dev/null || true)
    [ -n "$child" ] && break
    sleep 0.05
  done
  echo "${child%% *}"
}
spawn_in() { # node name command...   inside the node's namespaces; the pid file is NAME-NODE
  local node=$1 name=$2-$1 target
  shift 2
  alive "$name" && return 0
  target=$(pid_of "node-$node")
  "${CLEAN_ENV[@]}" setsid nsenter -t "$target" -m -u -i -n -p -- "${NODE_ENV[@]}" "$@" >>"$LOG/$name.log" 2>&1 </dev/null 3>&- 8>&- &
  record "$name" "$(child_of $!)"
}
end() { # name signal   waits 10 s, then SIGKILL
  local pid i
  if ! alive "$1"; then rm -f "$RUN/$1.pid"; return 0; fi
  pid=$(pid_of "$1")
  kill "-$2" "$pid" 2>/dev/null || true
  for ((i = 0; i < 100; i++)); do
    alive "$1" || break
    sleep 0.1
  done
  ! alive "$1" || kill -KILL "$pid" 2>/dev/null || true
  rm -f "$RUN/$1.pid"
}
