#!/usr/bin/env bash
# Compiles and lints every template and parameter file. Needs the Azure CLI, which fetches the compiler. A warning is a fault.
set -euo pipefail
cd "$(dirname "$0")/.."

# Whether there is a newer compiler is no fault of the templates.
export AZURE_BICEP_VERSION_CHECK=False
az bicep install
# What a parameter file reads from the environment has to be there; any value will do.
export AUTH_AUTHORITY=https://login.example.com/tenant/v2.0 AUTH_AUDIENCE=api://orders CONTACT_EMAIL=orders@example.com \
    PAYMENT_RETURN_URL=https://shop.example.com/ BUDGET_START=2026-12-01

faults=0
check() {
    local said
    said=$(az bicep "$@" --stdout 2>&1 >/dev/null) || faults=1
    if [[ -n $said ]]; then
        echo "$said"
        faults=1
    fi
}
for template in main.bicep modules/*.bicep; do
    check build --file "$template"
done
for parameters in *.bicepparam; do
    check build-params --file "$parameters"
done
exit "$faults"
