#!/usr/bin/env bash
# Builds, shows and tests Cat Tax; runs from anywhere.
#
#   ./build.sh                   dist/chromium and dist/firefox, and a zip of each
#   ./build.sh demo [firefox]    the built extension on the sample site
#   ./build.sh test              everything that can fail
#   ./build.sh bench             how fast the finder is, natively and in a browser
#   ./build.sh fuzz [SECONDS]    looks for texts that break the finder; wants a C++ compiler
#   ./build.sh examples          readings for examples that have none yet
#   ./build.sh shots             the pictures of docs/screenshots again
#   ./build.sh icons             the icons again, from their drawings
#
# Each word installs what it needs from the package registries, where it can,
# and says what is missing where it can't.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }

# Debian's packages, where we may; else says what is missing.
need_packages() {
  [ $# -eq 0 ] && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing $*"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  else
    fail "missing: $*; install them (on Debian: sudo apt-get install $*)"
  fi
}

need_rust() {
  command -v rustup >/dev/null || fail "rustup is missing; get it from https://rustup.rs"
  # rustc links with a C compiler.
  command -v cc >/dev/null || need_packages gcc libc6-dev
  # The toolchain and the wasm target that rust-toolchain.toml names.
  rustup toolchain install >/dev/null 2>&1 || fail "rustup could not install the toolchain of rust-toolchain.toml"
}

need_npm() {
  command -v npm >/dev/null || fail "Node.js 20.15 or later with npm is missing; get it from https://nodejs.org"
  [ tests/node_modules/.package-lock.json -nt tests/package-lock.json ] ||
    npm ci --prefix tests --no-audit --no-fund --loglevel=error
}

# Debian's packages for what is missing: a browser, and fonts without which
# screenshots show boxes.
need_browsers() {
  local packages=()
  for browser in "$@"; do
    case "$browser" in
      chromium) [ -n "${CHROMIUM:-}" ] || command -v chromium google-chrome microsoft-edge >/dev/null || packages+=(chromium) ;;
      firefox) [ -n "${FIREFOX:-}" ] || command -v firefox firefox-esr >/dev/null || packages+=(firefox-esr) ;;
    esac
  done
  fc-list :lang=zh 2>/dev/null | grep -q . || packages+=(fontconfig fonts-noto-cjk)
  fc-list 2>/dev/null | grep -qi emoji || packages+=(fonts-noto-color-emoji)
  need_packages ${packages[@]+"${packages[@]}"}
}

build() {
  need_rust
  need_npm
  say "building"
  cargo build --quiet --release --locked --package cattax-web --target wasm32-unknown-unknown
  cargo run --quiet --release --locked --package cattax-bundle -- "$PWD" tests/node_modules/.bin/wasm-opt
}

demo() {
  need_browsers "$1"
  build
  say "$1"
  node tests/browser/demo.mjs "$@"
}

check() {
  need_browsers chromium firefox
  need_rust
  say "form"
  cargo fmt --all --check
  cargo clippy --quiet --locked --workspace --all-targets -- --deny warnings
  cargo clippy --quiet --locked --package cattax-web --target wasm32-unknown-unknown -- --deny warnings
  say "Rust tests"
  cargo test --quiet --locked --workspace
  build
  say "browser tests"
  rm -rf dist/failures
  node --test tests/browser/cases/*.test.mjs
}

bench() {
  need_browsers chromium
  need_rust
  need_npm
  say "natively"
  cargo bench --quiet --locked --package cattax-bench
  say "in Chromium"
  cargo build --quiet --release --locked --package cattax-bench --target wasm32-unknown-unknown
  cargo run --quiet --release --locked --package cattax-bundle -- "$PWD" tests/node_modules/.bin/wasm-opt bench
  node tests/browser/bench.mjs
}

# libFuzzer with the flags that stable Rust has for it.
fuzz() {
  need_rust
  command -v c++ >/dev/null || need_packages g++
  say "fuzzing for $1 s"
  local coverage="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4"
  coverage+=" -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table"
  coverage+=" -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1"
  local host
  host="$(rustc -vV | sed -n 's/^host: //p')"
  RUSTFLAGS="$coverage" cargo build --quiet --release --locked --manifest-path tests/fuzz/Cargo.toml \
    --target "$host" --target-dir target/fuzz
  mkdir -p target/fuzz/found target/fuzz/seeds
  cat tests/corpus/*.jsonl | split --lines=1 --suffix-length=4 - target/fuzz/seeds/
  "target/fuzz/$host/release/cattax-fuzz" target/fuzz/found target/fuzz/seeds \
    -max_total_time="$1" -max_len=600 -artifact_prefix=target/fuzz/
}

case "${1:-build}" in
  build) build ;;
  demo) shift; demo "${1:-chromium}" "${@:2}" ;;
  test) check ;;
  bench) bench ;;
  fuzz) fuzz "${2:-60}" ;;
  examples) need_npm; node tests/examples.mjs ;;
  shots) need_browsers chromium; build; node tests/browser/demo.mjs chromium --shots docs/screenshots ;;
  icons) need_npm; need_browsers chromium; node tests/browser/icons.mjs ;;
  *) fail "unknown word '$1'; one of build, demo, test, bench, fuzz, examples, shots, icons" ;;
esac
