#!/usr/bin/env bash
# Tests the built function on AWS's own parts, under AWS's emulator and in the SAM CLI's containers: test/homes/run.sh [options of vitest].
# All of it runs in namespaces of its own: its ports, networks and mounts are nobody else's, and end with it, like every process.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ "${1:-}" = --inside ]; then
  shift
  ip link set lo up
  export PATH="$AWS_PARTS/python/bin:$PATH"
  exec node_modules/.bin/vitest run --config test/homes/vitest.config.ts "$@"
fi

if [ "$(id -u)" != 0 ] || [ "$(uname -sm)" != "Linux x86_64" ] || ! command -v apt-get > /dev/null; then
  echo "test/homes is skipped: it installs AWS's parts and starts containers, as root on Debian for x86_64."
  exit 0
fi
AWS_PARTS="$(test/homes/prepare.sh)"
export AWS_PARTS
# One run at a time: the parts have one Docker engine.
exec 9> "$AWS_PARTS/lock"
flock 9
status=0
unshare --net --mount --pid --fork --kill-child --mount-proc "$0" --inside "$@" 9>&- || status=$?
# The containers' control groups, empty by now, are all that outlives the namespaces.
find /sys/fs/cgroup -depth -type d -path '*/fake-sfn-homes*' -exec rmdir {} + 2> /dev/null || true
exit "$status"
