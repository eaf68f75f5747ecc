#!/usr/bin/env bash
# Makes the environment what its parameter file says: ENVIRONMENT is dev or prod, and the Azure CLI is logged in.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${ENVIRONMENT:?dev or prod}"

export AZURE_ENV_NAME=$ENVIRONMENT
az deployment sub create --name "orders-$ENVIRONMENT" --location "${AZURE_LOCATION:-westeurope}" \
    --parameters "$ENVIRONMENT.bicepparam" --output none
