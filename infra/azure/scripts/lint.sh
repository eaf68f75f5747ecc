#!/usr/bin/env bash
# Compiles and lints the parameter files, and with them every template: with the newest compiler, which the Azure CLI fetches, or else with the one that
# tests/Servers/install.sh installs. A warning is a fault.
set -euo pipefail
cd "$(dirname "$0")/.."

# What a parameter file reads from the environment has to be there; any value will do.
export AUTH_AUTHORITY=https://login.example.com/tenant/v2.0 AUTH_AUDIENCE=api://orders CONTACT_EMAIL=orders@example.com \
    PAYMENT_RETURN_URL=https://shop.example.com/ BUDGET_START=2026-12-01
# Whether there is a newer compiler is no fault of the templates; nor is a machine without the data of languages.
export AZURE_BICEP_VERSION_CHECK=False DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true

if command -v az >/dev/null; then
    az bicep install
    compile() { az bicep "$1" --file "$2" --stdout; }
else
    compiler=$(command -v bicep || echo ../../.local/servers/bicep)
    compile() { "$compiler" "$1" "$2" --stdout; }
fi

faults=0
check() {
    local said
    said=$(compile "$@" 2>&1 >/dev/null) || faults=1
    if [[ -n $said ]]; then
        echo "$said"
        faults=1
    fi
}
for parameters in *.bicepparam; do
    check build-params "$parameters"
done
exit "$faults"
