import { CacheSize, EndpointTarget, Tags } from 'types.bicep'

param suffix string
param location string
param tags Tags

@description('What runs: orders and payments, or shop. The last of them calls the payment provider.')
param kinds string[]

@description('The names of the function apps.')
param appNames string[]

@description('The identity of each kind.')
param principals string[]

param serviceBusUnits int
param cosmosAutoscaleMax int
param cosmosReplicas string[]
param redis CacheSize
param zoneRedundant bool

@secure()
param paymentProviderKey string

@secure()
param paymentWebhookSecrets string

param privateOnly bool
param workspaceId string

// Who may use what.
var services = loadJsonContent('../services.json')
var duties = {
  orders: services.orders
  payments: services.payments
  shop: {
    containers: union(services.orders.containers, services.payments.containers)
    sends: union(services.orders.sends, services.payments.sends)
    receives: union(services.orders.receives, services.payments.receives)
  }
}

module bus 'servicebus.bicep' = {
  name: 'bus'
  params: {
    suffix: suffix
    location: location
    tags: tags
    units: serviceBusUnits
    privateOnly: privateOnly
    workspaceId: workspaceId
  }
}

module busAccess 'servicebus-access.bicep' = [for (kind, index) in kinds: {
  name: 'bus-access-${kind}'
  params: {
    namespaceName: bus.outputs.name
    principalId: principals[index]
    sends: duties[kind].sends
    receives: duties[kind].receives
  }
}]

module cosmos 'cosmos.bicep' = {
  name: 'cosmos'
  params: {
    suffix: suffix
    location: location
    tags: tags
    autoscaleMax: cosmosAutoscaleMax
    replicas: cosmosReplicas
    zoneRedundant: zoneRedundant
    privateOnly: privateOnly
    workspaceId: workspaceId
  }
}

@batchSize(1)
module cosmosAccess 'cosmos-access.bicep' = [for (kind, index) in kinds: {
  name: 'cosmos-access-${kind}'
  params: {
    accountName: cosmos.outputs.name
    metadataRole: cosmos.outputs.metadataRole
    principalId: principals[index]
    containers: duties[kind].containers
  }
}]

module storage 'storage.bicep' = {
  name: 'storage'
  params: {
    suffix: suffix
    location: location
    tags: tags
    appNames: appNames
    principals: principals
    privateOnly: privateOnly
    zoneRedundant: zoneRedundant
    workspaceId: workspaceId
  }
}

module cache 'redis.bicep' = {
  name: 'cache'
  params: {
    suffix: suffix
    location: location
    tags: tags
    size: redis
    privateOnly: privateOnly
    principals: principals
    workspaceId: workspaceId
  }
}

module vault 'keyvault.bicep' = {
  name: 'vault'
  params: {
    suffix: suffix
    location: location
    tags: tags
    readers: [principals[length(principals) - 1]]
    paymentProviderKey: paymentProviderKey
    paymentWebhookSecrets: paymentWebhookSecrets
    privateOnly: privateOnly
    workspaceId: workspaceId
  }
}

output busId string = bus.outputs.id
output cosmosId string = cosmos.outputs.id
output storageName string = storage.outputs.name
output packageAddress string = storage.outputs.packageAddress
output cosmosEndpoint string = cosmos.outputs.endpoint
output cosmosDatabase string = cosmos.outputs.database
output busHost string = bus.outputs.host
output cacheEndpoint string = cache.outputs.endpoint
output vaultName string = vault.outputs.name
output providerKey string = vault.outputs.providerKey
output webhookSecrets string = vault.outputs.webhookSecrets

@description('What private endpoints lead to.')
output endpointTargets EndpointTarget[] = [
  { name: 'bus', id: bus.outputs.id, part: 'namespace', zone: 'bus' }
  { name: 'cosmos', id: cosmos.outputs.id, part: 'Sql', zone: 'cosmos' }
  { name: 'blob', id: storage.outputs.id, part: 'blob', zone: 'blob' }
  { name: 'queue', id: storage.outputs.id, part: 'queue', zone: 'queue' }
  { name: 'table', id: storage.outputs.id, part: 'table', zone: 'table' }
  { name: 'cache', id: cache.outputs.id, part: 'redisEnterprise', zone: 'redis' }
  { name: 'vault', id: vault.outputs.id, part: 'vault', zone: 'vault' }
]
