# shellcheck shell=bash
# podmotion.sh - builds PodMotion from this repository and runs it in the cluster: the handler and an agent on each node, the
# rebalancer on the host. Called again it upgrades: new binaries, processes restarted, agents' state kept.

AGENT_PORT=9443 REBALANCER_HTTP=127.0.0.1:9800

podmotion_up() {
  build_podmotion
  install_objects
  restart_agents
  restart_rebalancer
}

build_podmotion() {
  step "building PodMotion" podmotion-build
  command -v dotnet >/dev/null || fail "the .NET SDK is missing (command 'dotnet'); install .NET 10: https://dotnet.microsoft.com/download"
  run make -C "$REPO/src/NodeAgent/Handler" OUT="$INSTALL/bin.new"
  publish NodeAgent agent
  publish Rebalancer rebalancer
}
dotnet_path() { realpath "$(command -v dotnet)"; }
publish() { # project folder
  rm -rf "$INSTALL/$2.new"
  run env MSBUILDDISABLENODEREUSE=1 dotnet publish "$REPO/src/$1" -c Release -o "$INSTALL/$2.new" --nologo -v quiet
}
replace() { # folder   its new version takes its place
  [ ! -d "$INSTALL/$1.new" ] || { rm -rf "${INSTALL:?}/$1"; mv "$INSTALL/$1.new" "$INSTALL/$1"; }
}

install_objects() {
  step "installing the CRDs, roles and RuntimeClass" podmotion-objects
  run env KUBECONFIG="$ADMIN" "$REPO/deploy/objects.sh" install
}

restart_agents() {
  local i node
  step "starting the node agents" agents
  for node in "${NODE_NAMES[@]}"; do end "agent-$node" TERM; done
  replace agent
  install -D -m 0755 "$INSTALL/bin.new/podmotion-runc" "$INSTALL/bin/podmotion-runc.tmp"
  mv "$INSTALL/bin/podmotion-runc.tmp" "$INSTALL/bin/podmotion-runc"
  for i in "${!NODE_NAMES[@]}"; do start_agent "${NODE_NAMES[i]}" "$NET.1$((i + 1))"; done
  for i in "${!NODE_NAMES[@]}"; do
    until_ok 30 "agent of ${NODE_NAMES[i]} listening (log: $LOG/agent-${NODE_NAMES[i]}.log)" listening "$NET.1$((i + 1))" "$AGENT_PORT"
    until_ok 30 "agent of ${NODE_NAMES[i]} running (log: $LOG/agent-${NODE_NAMES[i]}.log)" steady "agent-${NODE_NAMES[i]}"
  done
}
# The same process for two seconds: one that cannot start is started again and again, and somebody else may hold its port.
steady() { # name
  local before after
  before=$(child_of "$(pid_of "$1")")
  sleep 2
  after=$(child_of "$(pid_of "$1")")
  [ -n "$before" ] && [ "$before" = "$after" ]
}
listening() { timeout 1 bash -c "</dev/tcp/$1/$2"; } # address port

# An agent that holds a frozen pod comes before the pods, which weigh_pods put before all other processes.
start_agent() { # node address
  run enter "$1" mkdir -p -m 0700 /var/lib/podmotion /run/podmotion
  spawn_in "$1" agent "$HERE/supervise.sh" /run/podmotion-agent.pid nice -n -15 env DOTNET_EnableDiagnostics=0 "PATH=$CRIU_DIR:$NODE_PATH:/usr/sbin:/usr/bin:/sbin:/bin" \
    "$(dotnet_path)" "$INSTALL/agent/PodMotion.NodeAgent.dll" --node-name "$1" --listen "$2" \
    --ca "$PKI/podmotion-ca.crt" --cert "$PKI/podmotion-agent-$1.crt" --key "$PKI/podmotion-agent-$1.key" \
    --state-dir /var/lib/podmotion --runtime-dir /run/podmotion --cgroup-root "/$CGROUP_ROOT/$1" --criu "$CRIU_DIR/criu"
}

restart_rebalancer() {
  step "starting the rebalancer" rebalancer
  end rebalancer TERM
  replace rebalancer
  spawn rebalancer "$HERE/supervise.sh" "$RUN/rebalancer.child" env DOTNET_EnableDiagnostics=0 \
    "$(dotnet_path)" "$INSTALL/rebalancer/PodMotion.Rebalancer.dll" --kubeconfig "$PKI/podmotion-rebalancer.kubeconfig" --http "$REBALANCER_HTTP" \
    --ca "$PKI/podmotion-ca.crt" --cert "$PKI/podmotion-rebalancer.crt" --key "$PKI/podmotion-rebalancer.key"
  until_ok 60 "rebalancer ready (log: $LOG/rebalancer.log; asked: http://$REBALANCER_HTTP/readyz)" \
    curl -sf --noproxy '*' "http://$REBALANCER_HTTP/readyz"
  say "PodMotion is installed; logs are in $LOG"
}
