# The Debian packages that Eligo is built from, and their installation. Sourced by cli/quickstart.sh and tests/run.sh.
# In: nothing. Out: install_missing_packages, which leaves the machine alone where everything is there already. The tests
# alone use browser_packages.

packages="g++ cmake ninja-build antlr4 default-jre-headless libantlr4-runtime-dev libboost-dev
  libboost-date-time-dev libyaml-cpp-dev libsimdjson-dev nlohmann-json3-dev libcli11-dev libfmt-dev libssl-dev zlib1g-dev libdeflate-dev libzstd-dev catch2"

browser_packages="chromium fonts-liberation fonts-dejavu-core poppler-utils"

say() { printf '== %s\n' "$*"; }
stop() { printf 'error: %s\n' "$*" >&2; exit 1; }

missing_packages() {
  for package in $packages; do
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || printf '%s ' "$package"
  done
}

# Runs a command as root, by sudo where we are not.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1; then
    sudo "$@"
  else
    stop "installing packages needs root, and there is no sudo; as root, run: apt-get install $missing"
  fi
}

install_missing_packages() {
  if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
    say "This is no Debian system, so nothing is installed. Needed are the equivalents of:" $packages
    return 0
  fi
  missing=$(missing_packages)
  if [ -z "$missing" ]; then
    say "All packages are installed"
    return 0
  fi
  say "Installing the Debian packages that are missing: $missing"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq ||
    stop "the list of packages could not be fetched; is this machine online?"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
    stop "these packages could not be installed: $missing"
}
