#!/bin/bash
# pid.sh NAME - prints the process id, as the host sees it, of a part of PodMotion: agent-worker-1, agent-worker-2, rebalancer.
# It is the process itself, not its supervisor: ending it is what a crash would be.
source "$(dirname "$(realpath "$0")")/lib.sh"
STEP="looking for ${1:?usage: pid.sh agent-NODE|rebalancer}"
alive "$1" || fail "no supervisor of '$1' runs"
child=$(child_of "$(pid_of "$1")")
[ -n "$child" ] || fail "the supervisor of '$1' has no process now"
echo "$child"
