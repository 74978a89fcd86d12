# shellcheck shell=bash
# criu.sh - CRIU 4.2 and runc from Debian sid in a folder of their own, run through their own loader and libraries, so that the
# machine keeps its own packages. (Debian 12's CRIU 3.17 cannot dump on kernels newer than 6.1.)

criu_up() {
  local root=$CRIU_DIR/root program
  if [ ! -x "$root/usr/sbin/criu" ]; then
    step "fetching CRIU from Debian sid (about a minute, once)" criu
    local mirror
    mirror=$(apt-get indextargets --format "\$(REPO_URI)" 'Created-By: Packages' | grep -m1 '/debian/*$') || fail "no Debian mirror in the apt sources"
    rm -rf "$CRIU_DIR"
    mkdir -p "$CRIU_DIR"
    run debootstrap --variant=minbase --include=criu,runc sid "$root.tmp" "${mirror%/}"
    mv "$root.tmp" "$root"
  fi
  for program in criu runc; do
    printf '#!/bin/sh\nexec %s --library-path %s %s "$@"\n' "$root/lib64/ld-linux-x86-64.so.2" "$root/usr/lib/x86_64-linux-gnu" \
      "$root/usr/sbin/$program" >"$CRIU_DIR/$program.tmp"
    chmod +x "$CRIU_DIR/$program.tmp"
    mv "$CRIU_DIR/$program.tmp" "$CRIU_DIR/$program"
  done
  step "checking CRIU" criu
  run "$CRIU_DIR/criu" check || fail "$("$CRIU_DIR/criu" --version | head -1) cannot work on kernel $(uname -r): $(tail -1 "$STEP_LOG")"
}
