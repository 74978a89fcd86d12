#!/bin/bash
# test.sh unit|e2e|all - builds, checks the format and runs the tests; the last line counts them: "N passed, N failed".
# Ends with status 1 when a test failed, a step before the tests failed, or a test project ended without a result.
set -uo pipefail
cd "$(dirname "$(realpath "$0")")/.." || exit 1
what=${1:-all}
results=$PWD/artifacts/test-results
passed=0 failed=0 skipped=0
export MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
rm -rf "$results"

finish() {
  [ "$skipped" -eq 0 ] || echo "$skipped skipped (the lines above say why)"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] || exit 1
  exit 0
}
must() { # what command...   a step without which no test means anything
  local name=$1 started=$SECONDS
  shift
  echo "== $name"
  if ! "$@"; then
    echo "FAILED: $name (after $((SECONDS - started)) s)"
    failed=$((failed + 1))
    finish
  fi
}
check() { # what command...   counts as one failed test, and the tests run all the same
  local name=$1
  shift
  echo "== $name"
  "$@" && return
  echo "FAILED: $name"
  failed=$((failed + 1))
}

counter() { sed -n "s/.*<Counters .*\b$2=\"\([0-9]*\)\".*/\1/p" "$1" | head -1; } # trx file, attribute
run_project() { # project minutes [verbosity]
  local name status=0 trx total executed
  name=$(basename "$1")
  trx=$results/$name.trx
  echo "== $name"
  timeout --kill-after=30 "${2}m" dotnet test "$1" -c Release --no-build --logger "trx;LogFileName=$name.trx" --results-directory "$results" \
    --logger "console;verbosity=${3:-minimal}" || status=$?
  if [ ! -s "$trx" ]; then
    # A project without tests writes no file and ends well.
    [ "$status" -eq 0 ] && return
    echo "FAILED: $name ended with status $status and no result (limit: $2 minutes)"
    failed=$((failed + 1))
    return
  fi
  total=$(counter "$trx" total) executed=$(counter "$trx" executed)
  passed=$((passed + $(counter "$trx" passed)))
  failed=$((failed + $(counter "$trx" failed)))
  skipped=$((skipped + total - executed))
  if [ "$status" -ne 0 ] && [ "$(counter "$trx" failed)" -eq 0 ]; then
    echo "FAILED: $name ended with status $status although no test failed"
    failed=$((failed + 1))
  fi
}

must "restore" dotnet restore PodMotion.sln --locked-mode -v quiet
must "build" dotnet build PodMotion.sln -c Release --no-restore -v quiet
must "runtime handler" make --no-print-directory -C src/NodeAgent/Handler
if [ "$what" != e2e ]; then
  check "format" dotnet format PodMotion.sln --verify-no-changes --no-restore
  for project in tests/*.Tests; do run_project "$project" 10; done
fi
if [ "$what" != unit ]; then
  must "local cluster" cluster/up.sh
  export PODMOTION_E2E=1 KUBECONFIG=${PODMOTION_CLUSTER_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/podmotion-cluster}/admin.kubeconfig
  # Each scenario takes seconds: its name is the progress.
  run_project tests/EndToEnd 25 normal
fi
finish
