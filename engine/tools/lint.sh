#!/usr/bin/env bash
# Layout, layers, codes, reasons of .clang-tidy, names within a layer or a folder of tests, then clang-tidy over the engine and the program. With files as arguments clang-tidy looks at those only.
# Tests are compiled with every warning and laid out alike, but not read by clang-tidy: the macros of the test framework break half of its rules.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
failed=0
step() { echo "== $1"; shift; "$@" || failed=1; }

layout() { git ls-files -z '*.cpp' '*.hpp' | xargs -0 clang-format-14 --dry-run -Werror; }

# Every check that is off has a line `#   -check  reason`.
reasons() {
    local check missing=0
    for check in $(sed -n '/^Checks:/,/^[A-Z]/p' .clang-tidy | grep -oE '^ +-[a-z][a-zA-Z0-9-]+' | tr -d ' '); do
        grep -qE "^#   $check +[^ ]" .clang-tidy || { echo ".clang-tidy: $check is off without a reason"; missing=1; }
    done
    return $missing
}

tidy() {
    local files=("$@")
    [ $# -gt 0 ] || mapfile -t files < <(git ls-files 'engine/**/*.cpp' | xargs ls 2>/dev/null)
    # One command for each source: the release build compiles several as one.
    cmake --preset release -B build-lint -DCMAKE_UNITY_BUILD=OFF -DCAPGAP_TESTS=OFF --log-level=WARNING >/dev/null || return
    # The commands are those of GCC: clang does not know all its warnings.
    printf '%s\n' "${files[@]}" | xargs -P "$(nproc)" -n 1 clang-tidy-14 -p build-lint --quiet --extra-arg=-Wno-unknown-warning-option 2>/dev/null
}

# Each layer and each folder of tests as one source: however the release build puts sources together, their names do not clash.
together() {
    # The compiler is looked at first: without an object file it would be taken for a broken one.
    [ -f build-together/build.ninja ] || cmake --preset release -B build-together --log-level=WARNING >/dev/null || return
    cmake --preset release -B build-together -DCMAKE_UNITY_BUILD_BATCH_SIZE=0 -DCMAKE_CXX_FLAGS_RELEASE=-fsyntax-only --log-level=WARNING >/dev/null || return
    CCACHE_DISABLE=1 ninja -C build-together --quiet $(ninja -C build-together -t targets all | sed -n 's/^\([^:]*\.o\):.*/\1/p')
}

step "layout" layout
step "layers" /usr/bin/python3 engine/tools/check_includes.py
step "codes of diagnostics" /usr/bin/python3 engine/tools/check_diagnostics.py
step "reasons" reasons
step "together" together
step "clang-tidy" tidy "$@"
exit $failed
