#!/usr/bin/env bash
# Installs the servers that some tests run against, when they are missing: redis-server and prometheus from Debian's packages, Azurite from
# npm into .local/servers of this checkout. `make check` calls it; plain `dotnet test` skips those tests, and says so.
set -euo pipefail
cd "$(dirname "$0")/../.."

missing=()
for server in redis-server prometheus; do
    command -v "$server" >/dev/null || missing+=("$server")
done
if ((${#missing[@]})); then
    as_root=()
    ((EUID == 0)) || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

if ! command -v azurite >/dev/null && [[ ! -x .local/servers/node_modules/.bin/azurite ]]; then
    npm install --silent --no-audit --no-fund --prefix .local/servers azurite@3.37.0
fi
