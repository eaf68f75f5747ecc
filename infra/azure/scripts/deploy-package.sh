#!/usr/bin/env bash
# deploy-package.sh <package.zip>: brings the package to every function app of the environment, one after the other, and tests after each:
# what is wrong with a package shows in the first app, while the others still run the one before.
set -euo pipefail
: "${ENVIRONMENT:?dev or prod}"
package=$1
here=$(dirname "$0")

output() { az deployment sub show --name "orders-$ENVIRONMENT" --query "properties.outputs.$1.value" --output tsv; }
group=$(output AZURE_RESOURCE_GROUP)
address=$(output API_ADDRESS)
apps=$(output FUNCTION_APPS)

for app in $apps; do
    echo "$app"
    az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$package" --output none
    "$here/smoke.sh" "$address"
done
