#!/usr/bin/env bash
# allow-deployment.sh <dev or prod> <owner/repository> <resource group> <region>: makes an identity that the workflow of this environment can be,
# without a secret, and lets it make resources in the subscription and give out the roles in roles.json, and no others. Prints what the
# environment of the repository has to know.
set -euo pipefail
environment=$1
repository=$2
group=$3
region=$4
here=$(dirname "$0")

# Apps with several instances join networks through it. No template names it, so no deployment registers it.
az provider register --namespace Microsoft.App --wait

az group create --name "$group" --location "$region" --output none
az identity create --resource-group "$group" --name "deploy-orders-$environment" --output none
az identity federated-credential create --resource-group "$group" --identity-name "deploy-orders-$environment" --name github --output none \
    --issuer https://token.actions.githubusercontent.com --audiences api://AzureADTokenExchange \
    --subject "repo:$repository:environment:$environment"
show() { az identity show --resource-group "$group" --name "deploy-orders-$environment" --query "$1" --output tsv; }

subscription=$(az account show --query id --output tsv)
allow() {
    az role assignment create --assignee-object-id "$(show principalId)" --assignee-principal-type ServicePrincipal \
        --scope "/subscriptions/$subscription" --output none "$@"
}
roles=$(grep --only-matching --extended-regexp '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' "$here/../roles.json" | paste --serial --delimiters=,)
only() {
    echo "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/$1'})) OR" \
        "(@$2[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {$roles}))"
}
allow --role Contributor
allow --role 'Role Based Access Control Administrator' --condition-version 2.0 \
    --condition "$(only write Request) AND $(only delete Resource)"

echo "AZURE_CLIENT_ID=$(show clientId)"
echo "AZURE_TENANT_ID=$(show tenantId)"
echo "AZURE_SUBSCRIPTION_ID=$subscription"
echo "AZURE_LOCATION=$region"
echo "BUDGET_START=$(date +%Y-%m-01)"
