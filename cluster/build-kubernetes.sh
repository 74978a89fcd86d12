# shellcheck shell=bash
# build-kubernetes.sh - Kubernetes 1.20.2 server binaries from Debian's source package; each is built once.

KUBERNETES_VERSION=v1.20.2
SERVER_BINARIES=(kubelet kube-scheduler kube-controller-manager kube-proxy kube-apiserver)

build_kubernetes() {
  local binary missing=()
  for binary in "${SERVER_BINARIES[@]}"; do [ -x "$BIN/$binary" ] || missing+=("$binary"); done
  [ "${#missing[@]}" -gt 0 ] || return 0
  step "preparing the Kubernetes source (from here about five minutes on two cores, once)" build
  command -v go >/dev/null || apt_install golang-go
  unpack_kubernetes_source
  replace_reflect2
  for binary in "${missing[@]}"; do
    step "building $binary" build
    [ "$binary" != kube-apiserver ] || generate_openapi
    go_build "$binary" "./cmd/$binary"
  done
}

# GOPATH mode, as Debian's own rules have it: with Go >= 1.17 module mode and -mod=vendor refuse this go.mod.
go_env() {
  ( cd "$KUBERNETES" && GOCACHE=$CACHE/gocache GOPATH=$CACHE/gopath GOTOOLCHAIN=local GO111MODULE=off CGO_ENABLED=0 GOPROXY=off "$@" )
}
go_build() { # name package
  local flags="-s -w" package
  for package in k8s.io/kubernetes/vendor/k8s.io/component-base/version k8s.io/kubernetes/vendor/k8s.io/client-go/pkg/version; do
    flags+=" -X $package.gitVersion=$KUBERNETES_VERSION -X $package.gitMajor=1 -X $package.gitMinor=20 -X $package.gitTreeState=archive"
    flags+=" -X $package.gitCommit=faecb196815e248d3ecfb03c680a4507229c2a56 -X $package.buildDate=1970-01-01T00:00:00Z"
  done
  run go_env go build -trimpath -ldflags "$flags" -o "$BIN/$1.tmp" "$2"
  mv "$BIN/$1.tmp" "$BIN/$1"
}

# The vendored reflect2 1.0.1 crashes on map iteration with Go >= 1.18; Debian packages a newer one.
replace_reflect2() {
  local vendored=$KUBERNETES/vendor/github.com/modern-go/reflect2
  [ ! -e "$vendored/go_above_118.go" ] || return 0
  rm -rf "$vendored"
  cp -r "$TOOLS/usr/share/gocode/src/github.com/modern-go/reflect2" "$vendored"
  rm -f "$vendored"/go.mod "$vendored"/*_test.go
}

# zz_generated.openapi.go is not in the tarball.
generate_openapi() {
  [ ! -e "$KUBERNETES/pkg/generated/openapi/zz_generated.openapi.go" ] || return 0
  # Not trimmed: it asks its own build for GOROOT, to read the standard library's types.
  run go_env go build -o "$BIN/openapi-gen" ./vendor/k8s.io/kube-openapi/cmd/openapi-gen
  local folders
  folders=$(cd "$KUBERNETES" && grep -rl --include='*.go' '+k8s:openapi-gen=' pkg cmd plugin staging/src \
    | grep -v -e '/_examples/' -e '/sample-' -e zz_generated -e '_test.go' -e '/testdata/' -e 'code-generator' \
    | xargs -n1 dirname | sort -u \
    | sed -e 's#^staging/src/#k8s.io/kubernetes/vendor/#' -e '/^k8s.io/!s#^#k8s.io/kubernetes/#' | paste -sd,)
  run go_env "$BIN/openapi-gen" --logtostderr -v 1 -h hack/boilerplate/boilerplate.generatego.txt -i "$folders" \
    -p k8s.io/kubernetes/pkg/generated/openapi -o "$CACHE/gopath/src" -O zz_generated.openapi -r "$CACHE/openapi_violations.txt"
}
