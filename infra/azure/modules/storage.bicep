import { Tags } from 'types.bicep'

@description('What the names of the resources end in.')
param suffix string

param location string
param tags Tags

@description('The function apps: each has a container for its packages.')
param appNames string[]

@description('Who uses the account: the principals of the function apps.')
param principals string[]

@description('Whether only private endpoints reach the account.')
param privateOnly bool

@description('Whether copies are kept in several zones.')
param zoneRedundant bool

@description('Where diagnostics go.')
param workspaceId string

var declared = loadJsonContent('../../resources.json', 'storage')

// What the Functions host itself needs for its locks, its queues and its diagnostic events.
var known = loadJsonContent('../roles.json')
var roles = [
  known['Storage Blob Data Owner']
  known['Storage Queue Data Contributor']
  known['Storage Table Data Contributor']
]
var grants = flatten(map(principals, principal => map(roles, role => { principal: principal, role: role })))

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: 'storders${suffix}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS' }
  properties: {
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    // A package that was overwritten can be had back for a while: what a release replaced is what a roll-back deploys.
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: 14 }
  }
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = [for name in appNames: {
  parent: blobs
  name: name
}]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2025-01-01' = {
  parent: account
  name: 'default'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-01-01' = [for name in declared.queues: {
  parent: queueService
  name: name
}]

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for grant in grants: {
  name: guid(account.id, grant.principal, grant.role)
  scope: account
  properties: {
    principalId: grant.principal
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role)
  }
}]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: queueService
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'audit', enabled: true }]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

output id string = account.id
output name string = account.name
output packageAddress string = account.properties.primaryEndpoints.blob
