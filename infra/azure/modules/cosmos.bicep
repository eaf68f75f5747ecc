import { Tags } from 'types.bicep'

@description('What the names of the resources end in.')
param suffix string

param location string
param tags Tags

@description('The most that a container may spend each second, in request units; 0 is serverless.')
param autoscaleMax int

@description('More regions that hold a copy, in the order in which they take over.')
param replicas string[]

@description('Whether each region keeps its copies in several zones.')
param zoneRedundant bool

@description('Whether only private endpoints reach the account.')
param privateOnly bool

@description('Where diagnostics go.')
param workspaceId string

// Every container with its partition key, indexes and time to live; the embedded endpoint reads the same file.
var declared = loadJsonContent('../../resources.json', 'cosmos')
var serverless = autoscaleMax == 0
var regions = concat([location], replicas)

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: 'cosmos-orders-${suffix}'
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    // A repeated request answers from what another instance has just written, and a customer reads the own order at once.
    consistencyPolicy: { defaultConsistencyLevel: 'Strong' }
    locations: map(range(0, length(regions)), priority => {
      locationName: regions[priority]
      failoverPriority: priority
      isZoneRedundant: zoneRedundant
    })
    enableMultipleWriteLocations: false
    enableAutomaticFailover: !empty(replicas)
    capabilities: serverless ? [{ name: 'EnableServerless' }] : []
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: { tier: serverless ? 'Continuous7Days' : 'Continuous30Days' }
    }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2025-04-15' = {
  parent: account
  name: declared.database
  properties: {
    resource: { id: declared.database }
  }
}

// What a container does not declare is left to the service: all is indexed, nothing expires.
resource containers 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2025-04-15' = [for container in declared.containers: {
  parent: database
  name: container.name
  properties: {
    resource: union(
      {
        id: container.name
        partitionKey: {
          paths: [container.partitionKey]
          kind: 'Hash'
          version: 2
        }
      },
      contains(container, 'defaultTimeToLive') ? { defaultTtl: container.?defaultTimeToLive } : {},
      contains(container, 'indexingPolicy') ? { indexingPolicy: container.?indexingPolicy } : {}
    )
    options: serverless ? {} : { autoscaleSettings: { maxThroughput: autoscaleMax } }
  }
}]

// What every client asks first: which regions, databases and partitions there are.
resource metadata 'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions@2025-04-15' = {
  parent: account
  name: guid(account.id, 'metadata')
  properties: {
    roleName: 'Reads metadata'
    type: 'CustomRole'
    assignableScopes: [account.id]
    permissions: [{ dataActions: ['Microsoft.DocumentDB/databaseAccounts/readMetadata'] }]
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account
  properties: {
    workspaceId: workspaceId
    // Not every request, nor what each partition key costs: a paid order would be several lines.
    logs: [{ category: 'ControlPlaneRequests', enabled: true }]
    metrics: [{ category: 'Requests', enabled: true }]
  }
}

output id string = account.id
output name string = account.name
output endpoint string = account.properties.documentEndpoint
output metadataRole string = metadata.id
output database string = declared.database
