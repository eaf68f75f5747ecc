import { AppScale, CacheSize, Contact, MonthlyBudget, Tags } from 'types.bicep'

param environmentName string
param location string
param tags Tags

@description('Whether Orders and Payments are two function apps, or one.')
param twoApps bool

param copies int
param privateNetwork bool
param scale AppScale
param cosmosAutoscaleMax int
param cosmosReplicas string[]
param serviceBusUnits int
param redis CacheSize
param gatewaySku string
param gatewayCallsPerMinute int
param allowedOrigins string[]
param contact Contact
param authAuthority string
param authAudience string
param paymentReturnUrl string
param paymentProviderAddress string

@secure()
param paymentProviderKey string

@secure()
param paymentWebhookSecrets string

@description('The address of docs/operations.md, where alerts lead to.')
param guide string

param settings { *: string }
param budget MonthlyBudget
param logRetentionDays int

var suffix = take(uniqueString(resourceGroup().id, environmentName), 8)
// The last kind is the one that calls the payment provider.
var kinds = twoApps ? ['orders', 'payments'] : ['shop']
var plan = flatten(map(kinds, kind => map(range(1, copies), copy => { name: 'func-${kind}-${copy}-${suffix}', kind: kind, copy: copy })))

module identities 'identities.bicep' = {
  name: 'identities'
  params: { suffix: suffix, location: location, tags: tags, kinds: kinds }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  params: {
    suffix: suffix
    location: location
    tags: tags
    retentionDays: logRetentionDays
    writers: identities.outputs.principals
  }
}

module network 'network.bicep' = if (privateNetwork) {
  name: 'network'
  params: { suffix: suffix, location: location, tags: tags }
}

module data 'data.bicep' = {
  name: 'data'
  params: {
    suffix: suffix
    location: location
    tags: tags
    kinds: kinds
    appNames: map(plan, app => app.name)
    principals: identities.outputs.principals
    serviceBusUnits: privateNetwork ? max(serviceBusUnits, 1) : serviceBusUnits
    cosmosAutoscaleMax: cosmosAutoscaleMax
    cosmosReplicas: cosmosReplicas
    redis: redis
    zoneRedundant: scale.zoneRedundant
    paymentProviderKey: paymentProviderKey
    paymentWebhookSecrets: paymentWebhookSecrets
    privateOnly: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module apps 'function-app.bicep' = [for app in plan: {
  name: app.name
  params: {
    name: app.name
    location: location
    tags: tags
    kind: app.kind
    copy: app.copy
    identity: identities.outputs.list[indexOf(kinds, app.kind)]
    scale: scale
    connections: {
      APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
      AzureWebJobsStorage__accountName: data.outputs.storageName
      CosmosConnection__accountEndpoint: data.outputs.cosmosEndpoint
      CosmosDatabase: data.outputs.cosmosDatabase
      ServiceBusConnection__fullyQualifiedNamespace: data.outputs.busHost
      // A token of the identity is the password.
      RedisConnection: '${data.outputs.cacheEndpoint},ssl=True,abortConnect=False,user=${identities.outputs.principals[indexOf(kinds, app.kind)]}'
      RedisConnection__credential: 'managedidentity'
      Auth__Authority: authAuthority
      Auth__Audience: authAudience
      PaymentProvider__BaseAddress: paymentProviderAddress
      // Orders alone never calls the provider, and cannot read its secrets.
      PaymentProvider__ApiKey: app.kind == 'orders' ? 'held-by-payments' : data.outputs.providerKey
      PaymentProvider__WebhookSecrets: app.kind == 'orders' ? '' : data.outputs.webhookSecrets
      PaymentProvider__ReturnUrl: paymentReturnUrl
    }
    overrides: settings
    packageAddress: data.outputs.packageAddress
    subnetId: privateNetwork ? network!.outputs.appSubnet : ''
    privateOnly: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}]

module gateway 'gateway.bicep' = {
  name: 'gateway'
  params: {
    suffix: suffix
    location: location
    tags: tags
    sku: gatewaySku
    contact: contact
    authority: authAuthority
    audience: authAudience
    callsPerMinute: gatewayCallsPerMinute
    allowedOrigins: allowedOrigins
    apps: [for (app, index) in plan: { name: app.name, kind: app.kind, host: apps[index].outputs.host }]
    kinds: kinds
    subnetId: privateNetwork ? network!.outputs.gatewaySubnet : ''
    workspaceId: monitoring.outputs.workspaceId
  }
}

module endpoints 'private-endpoints.bicep' = if (privateNetwork) {
  name: 'endpoints'
  params: {
    suffix: suffix
    location: location
    tags: tags
    subnetId: network!.outputs.endpointSubnet
    zones: network!.outputs.zones
    services: data.outputs.endpointTargets
    apps: [for (app, index) in plan: { name: app.name, id: apps[index].outputs.id, part: 'sites', zone: 'sites' }]
  }
}

module alerts 'alerts.bicep' = {
  name: 'alerts'
  params: {
    suffix: suffix
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    email: contact.email
    guide: guide
    resources: { bus: data.outputs.busId, database: data.outputs.cosmosId }
  }
}

module workbook 'workbook.bicep' = {
  name: 'workbook'
  params: {
    suffix: suffix
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    resources: { bus: data.outputs.busId, database: data.outputs.cosmosId }
  }
}

module monthly 'budget.bicep' = {
  name: 'budget'
  params: {
    amount: budget.amount
    startDate: budget.startDate
    emails: [contact.email]
  }
}

output apiAddress string = '${gateway.outputs.address}/api'
output functionApps string[] = map(plan, app => app.name)
output keyVault string = data.outputs.vaultName
