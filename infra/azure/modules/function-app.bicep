import { AppIdentity, AppScale, Tags } from 'types.bicep'

@description('Name of the app, of its plan and of the container that its packages are in.')
param name string

param location string
param tags Tags

@description('orders, payments, or shop: both in one.')
param kind string

@description('Which of several like it. What must not run twice runs in the first alone.')
param copy int

@description('The identity that it runs as.')
param identity AppIdentity

param scale AppScale

@description('Settings from outside, by name: connections, addresses and references to secrets.')
param connections { *: string }

@description('Settings that differ from settings.json.')
param overrides { *: string }

@description('Where the packages are: the address of the blob service.')
param packageAddress string

@description('The subnet that it calls from, or nothing.')
param subnetId string

@description('Whether only private endpoints reach it.')
param privateOnly bool

@description('Where diagnostics go.')
param workspaceId string

var services = loadJsonContent('../services.json')
var others = {
  orders: services.payments.functions
  payments: services.orders.functions
  shop: []
}
var disabled = union(others[kind], copy > 1 ? services.firstCopyOnly : [])

var settings = union(
  loadJsonContent('../settings.json'),
  connections,
  {
    // Which of the identities it may have it is: for the application's own clients, then for the host's triggers.
    AZURE_CLIENT_ID: identity.clientId
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identity.clientId
    CosmosConnection__credential: 'managedidentity'
    CosmosConnection__clientId: identity.clientId
    ServiceBusConnection__credential: 'managedidentity'
    ServiceBusConnection__clientId: identity.clientId
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identity.clientId}'
  },
  toObject(disabled, each => 'AzureWebJobs.${each}.Disabled', each => 'true'),
  overrides
)

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: {
    reserved: true
    zoneRedundant: scale.zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': copy == 1 ? kind : '${kind}-${copy}' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      appSettings: map(items(settings), setting => { name: setting.key, value: setting.value })
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${packageAddress}${name}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: scale.memoryMB
        maximumInstanceCount: scale.maximumInstances
        alwaysReady: scale.alwaysReady > 0 ? [{ name: 'http', instanceCount: scale.alwaysReady }] : []
      }
      // Instances are drained and replaced a few at a time. Newer than the published types.
      #disable-next-line BCP037
      siteUpdateStrategy: { type: 'RollingUpdate' }
    }
  }
}

resource plainPasswordsForFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource plainPasswordsForPackages 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    // Logs of the application come over OpenTelemetry; here is what the platform alone knows.
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = app.id
output host string = app.properties.defaultHostName
