#!/bin/bash
# supervise.sh FILE COMMAND... - runs COMMAND and starts it again half a second after it ended, until this is sent SIGTERM, which
# it passes on (and SIGKILL after 10 s). FILE always holds the process id of COMMAND as seen where this runs.
set -uo pipefail
file=$1
shift
child=
stop() {
  trap '' TERM INT
  kill -TERM "$child" 2>/dev/null
  for _ in $(seq 100); do kill -0 "$child" 2>/dev/null || exit 0; sleep 0.1; done
  kill -KILL "$child" 2>/dev/null
  exit 0
}
trap stop TERM INT
while :; do
  "$@" &
  child=$!
  echo "$child" >"$file"
  wait "$child"
  status=$?
  printf '%s supervise: process %s ended with status %s; starting it again\n' "$(date -u +%FT%T.%3NZ)" "$child" "$status"
  sleep 0.5 &
  wait $!
done
