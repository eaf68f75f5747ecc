#!/usr/bin/env bash
# Installs the programs that some tests need, when they are missing: redis-server and prometheus from Debian's packages; into .local/servers
# of this checkout Azurite from npm, and the compiler of infra/azure from NuGet. `make check` calls it; plain `dotnet test` skips those tests,
# and says so.
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

if ! command -v bicep >/dev/null && [[ ! -x .local/servers/bicep ]]; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    cat >"$folder/bicep.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <PackageDownload Include="Azure.Bicep.CommandLine.$(NETCoreSdkPortableRuntimeIdentifier)" Version="[0.49.2]" />
  </ItemGroup>
</Project>
PROJECT
    dotnet restore "$folder/bicep.csproj" --packages "$folder/packages" --verbosity quiet
    mkdir -p .local/servers
    install -m 755 "$folder"/packages/azure.bicep.commandline.*/0.49.2/tools/bicep .local/servers/bicep
fi
