# Sourced by the scripts beside it: programs that are missing are installed where that is possible.
#
#   need musl-gcc musl-tools     notes that the package musl-tools is wanted where there is no musl-gcc
#   install_needs                installs what was noted; whether all of it is there now

missing_programs=()
missing_packages=()

need() {
    command -v "$1" >/dev/null 2>&1 && return
    missing_programs+=("$1")
    missing_packages+=("$2")
}

install_needs() {
    [ ${#missing_packages[@]} -gt 0 ] || return 0
    echo "+ installing ${missing_packages[*]}"
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing_packages[@]}"; } >/dev/null 2>&1 || true
    local program still=()
    for program in "${missing_programs[@]}"; do
        command -v "$program" >/dev/null 2>&1 || still+=("$program")
    done
    missing_programs=()
    missing_packages=()
    [ ${#still[@]} -eq 0 ] || { echo "  not to be had here: ${still[*]}"; return 1; }
}

# What could not be tried because something could not be had. `.ci/run` goes on after this status, and no other.
not_here() {
    echo "SKIPPED: $*"
    exit 77
}
