import { CacheSize, Tags } from 'types.bicep'

@description('What the names of the resources end in.')
param suffix string

param location string
param tags Tags

param size CacheSize

@description('Whether only private endpoints reach the cache.')
param privateOnly bool

@description('Who uses the cache: the principals of the function apps.')
param principals string[]

@description('Where diagnostics go.')
param workspaceId string

var port = 10000

resource cluster 'Microsoft.Cache/redisEnterprise@2025-07-01' = {
  name: 'redis-orders-${suffix}'
  location: location
  tags: tags
  sku: { name: size.sku }
  properties: {
    highAvailability: size.highAvailability ? 'Enabled' : 'Disabled'
    minimumTlsVersion: '1.2'
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
  }
}

resource database 'Microsoft.Cache/redisEnterprise/databases@2025-07-01' = {
  parent: cluster
  name: 'default'
  properties: {
    accessKeysAuthentication: 'Disabled'
    clientProtocol: 'Encrypted'
    // One address for every key: the application's connection knows no cluster.
    clusteringPolicy: 'EnterpriseCluster'
    // Entries are forgotten before the announcements that they are no longer to be believed: those live longer.
    evictionPolicy: 'VolatileTTL'
    port: port
  }
}

@batchSize(1)
resource access 'Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments@2025-07-01' = [for principal in principals: {
  parent: database
  name: replace(principal, '-', '')
  properties: {
    accessPolicyName: 'default'
    user: { objectId: principal }
  }
}]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: cluster
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = cluster.id
output endpoint string = '${cluster.properties.hostName}:${port}'
