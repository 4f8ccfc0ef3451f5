#!/usr/bin/env bash
# Installs what is missing to build, test or check capgap on Debian 12:  install_packages.sh GROUP...
# Groups: build test lint long bench page. It says what it installs and why, takes no recommended packages, never removes a package, and asks nothing
# (sudo may ask for its password on a terminal). Where nothing is missing it needs neither root nor a network.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# group  package  present-if  reason
# present-if is one of: package (dpkg knows it), command NAME (found on PATH, from wherever it came).
packages() {
    cat <<'TABLE'
build g++                  command:g++              the compiler: GCC 12, C++20
build cmake                command:cmake            configures the build: 3.25
build ninja-build          command:ninja            runs the build
build libboost1.81-dev     package                  results with errors, 128-bit integers, special functions; 1.81 by name, since a -dev package of Debian's default 1.74 cannot stand beside it
build libyaml-cpp-dev      package                  reads the events of YAML files
build nlohmann-json3-dev   package                  JSON: results, diagnostics, the schemas of the files people write
build libcli11-dev         package                  the command line
build libcsv-dev           package                  reads CSV files
build libxlsxwriter-dev    package                  writes the workbook; brings nothing but itself
build libexpat1-dev        package                  reads XML: workbooks, the structure files of LimeSurvey
build libzip-dev           package                  opens workbooks, which are zip archives
build libeigen3-dev      package                  linear algebra of the item response models
build librandom123-dev   package                  random numbers by counter: the same for any number of threads
build libssl-dev           package                  libcrypto: hashes of inputs in the manifest
build nodejs               command:node             builds the report page: 18 or newer
build npm                  command:npm              installs what builds the report page, into engine/web/node_modules
test  libgtest-dev         package                  the test framework
test  libgmock-dev         package                  matchers of the test framework
test  librapidcheck-dev    package                  laws, checked on generated cases
test  python3              file:/usr/bin/python3    the second program that recomputes every number; checks of the source tree
test  python3-yaml         package                  reads the YAML files in that second program
test  python3-openpyxl     package                  reads and writes workbooks beside capgap, to compare
test  unzip                command:unzip            opens archives beside capgap
test  python3-jsonschema   package                  checks results.json against its published schema
lint  clang-format-14      package                  layout of the source
lint  clang-tidy-14        package                  mistakes that compilers do not report
long  clang-14             package                  builds the fuzzers
long  libclang-rt-14-dev   package                  libFuzzer and the sanitizers of clang
bench libbenchmark-dev     package                  times the engine
page  chromium             package                  looks at the report page as readers do
page  poppler-utils        command:pdftotext        reads the printed report page in its tests
page  libreoffice-calc     package                  saves workbooks as people do who do not have Excel
page  libreoffice-writer   package                  writes briefs and syllabi for word processors, and prints them to count their pages
TABLE
}

# valijson is header-only and needs no other package the way it is used here, but Debian's package depends on Qt, POCO, MariaDB and
# more (166 packages on a minimal machine; engine/docs/decisions/0003). So that one package is fetched through apt and unpacked into the source tree.
valijson_package=libvalijson-dev
valijson_folder=$top/.cache/debian
valijson_reason="checks files against JSON Schemas; its headers only, unpacked into .cache/debian"

say() { printf '%s\n' "$@"; }
fail() { printf '%s\n' "$@" >&2; exit 1; }

present() {  # package present-if
    case $2 in
        package) [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ] ;;
        command:*) command -v "${2#command:}" >/dev/null ;;
        file:*) [ -e "${2#file:}" ] ;;
    esac
}

valijson_present() {
    local root
    for root in /usr/include /usr/local/include "$valijson_folder/usr/include"; do
        [ -f "$root/valijson/schema.hpp" ] && return
    done
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        sudo "$@"
    else
        fail "This needs root, and sudo is not there or would ask for a password. Run once as root:" "    $0 ${groups[*]}"
    fi
}

apt() {  # never removes, never asks, waits for another apt to finish
    env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l LC_ALL=C.UTF-8 apt-get -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

update_lists() {
    say "Reading the lists of packages."
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 update </dev/null ||
        say "Some lists could not be read (a source of yours may be out of reach); going on with those that could."
}

# Stops where the installation would take something away from the machine's owner.
refuse_removals() {
    local plan removed
    if ! plan=$(apt install --simulate --no-install-recommends "$@" 2>&1); then
        fail "apt cannot install: $*" "$(grep -vE '^(Reading|Building|NOTE:)' <<<"$plan" || true)" "Nothing was changed. capgap is made for Debian 12 (bookworm); on another system use a container:" "$container"
    fi
    removed=$(awk '/^Remv /{print $2}' <<<"$plan" | tr '\n' ' ')
    [ -z "$removed" ] || fail \
        "Installing these packages would remove packages of yours: $removed" \
        "Nothing was changed. (Boost 1.81 cannot stand beside the -dev packages of Debian's default Boost 1.74.) Either" \
        "  - leave your machine as it is and build in a container:" "$container" \
        "  - or remove them yourself, if you do not need them:  sudo apt-get remove $removed"
}
container="        docker run --rm -it -v \"\$PWD\":/capgap -w /capgap debian:12 bash -c 'apt-get update && apt-get install -y make && make demo'"

groups=("$@")
[ ${#groups[@]} -gt 0 ] || fail "Usage: $0 GROUP...   (build test lint long bench page)"
for group in "${groups[@]}"; do
    packages | grep "^$group " >/dev/null || fail "$0: no group '$group' (build test lint long bench page)"
done

missing=() reasons=()
while read -r group package present_if reason; do
    [[ " ${groups[*]} " == *" $group "* ]] || continue
    present "$package" "$present_if" && continue
    missing+=("$package")
    reasons+=("  $(printf '%-20s' "$package") $reason")
done < <(packages)
unpack=false
if [[ " ${groups[*]} " == *" build "* ]] && ! valijson_present; then
    unpack=true
    reasons+=("  $(printf '%-20s' $valijson_package) $valijson_reason")
fi
[ ${#reasons[@]} -gt 0 ] || exit 0

command -v apt-get >/dev/null || fail "apt-get is not here. capgap is made for Debian 12; it needs:" "${reasons[@]}"
say "capgap needs ${#reasons[@]} packages that are not here:" "${reasons[@]}"

if [ ${#missing[@]} -gt 0 ]; then
    update_lists
    refuse_removals "${missing[@]}"
    say "Installing (some minutes on a slow line)."
    log=$(mktemp)
    as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l \
        apt-get -qq -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 install --no-install-recommends --no-remove "${missing[@]}" </dev/null >"$log" 2>&1 ||
        fail "$(cat "$log")" "" "apt could not install the packages; its own words stand above. Try again with:" "    $0 ${groups[*]}"
    rm -f "$log"
fi
if $unpack; then
    apt-cache show $valijson_package >/dev/null 2>&1 || update_lists
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    # apt warns that it downloads as root into a folder that its own user cannot write: true and harmless.
    (cd "$folder" && apt download -qq $valijson_package 2>&1 | grep -v unsandboxed || true)
    deb=$(find "$folder" -name '*.deb')
    [ -n "$deb" ] || fail "apt could not download $valijson_package."
    mkdir -p "$valijson_folder"
    dpkg-deb -x "$deb" "$valijson_folder"
fi
say "Installed."
