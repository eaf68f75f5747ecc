using 'main.bicep'

// Two apps with two copies each, nothing reachable from outside but the gateway, and a second region that can take over the database.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'prod')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param twoApps = true
param copies = 2
param privateNetwork = true
param scale = {
  alwaysReady: 1
  maximumInstances: 100
  memoryMB: 2048
  zoneRedundant: true
}
param cosmosAutoscaleMax = 10000
param cosmosReplicas = ['northeurope']
param serviceBusUnits = 1
param redis = {
  sku: 'Balanced_B1'
  highAvailability: true
}
param gatewaySku = 'StandardV2'
param gatewayCallsPerMinute = 600
param contact = {
  name: 'Orders'
  email: readEnvironmentVariable('CONTACT_EMAIL')
}
param authAuthority = readEnvironmentVariable('AUTH_AUTHORITY')
param authAudience = readEnvironmentVariable('AUTH_AUDIENCE')
param paymentReturnUrl = readEnvironmentVariable('PAYMENT_RETURN_URL')
// The secrets are put into the vault by hand (docs/operations.md), and never pass through a deployment.
param budget = {
  amount: 4000
  startDate: readEnvironmentVariable('BUDGET_START')
}
param logRetentionDays = 90
