targetScope = 'subscription'

@description('What this environment is called: part of every name, and a tag.')
@minLength(2)
@maxLength(16)
param environmentName string

@description('The region of everything that is not replicated.')
param location string

@description('The group that holds everything.')
param resourceGroupName string = 'rg-orders-${environmentName}'

@description('Whether Orders and Payments are two function apps, each with an identity and access of its own, or one.')
param twoApps bool = false

@description('How many function apps of each kind stand behind the gateway. Two survive the loss of one, and take releases in turn.')
@minValue(1)
@maxValue(4)
param copies int = 1

@description('Private endpoints and a virtual network for everything. They imply Service Bus Premium and a gateway that can join the network.')
param privateNetwork bool = false

@description('How the function apps scale.')
param scale object = {
  alwaysReady: 0
  maximumInstances: 40
  memoryMB: 2048
  zoneRedundant: false
}

@description('Requests that the database may spend each second in each container with a rate of its own, at most. 0 is serverless.')
@minValue(0)
param cosmosAutoscaleMax int = 0

@description('More regions that hold a copy of the database, in the order in which they take over. There is one region that writes.')
param cosmosReplicas array = []

@description('Messaging units of Service Bus Premium: 1, 2, 4, 8 or 16. 0 is the Standard tier, which a private network rules out.')
param serviceBusUnits int = 0

@description('Size of the cache, such as Balanced_B0, and whether it has a replica.')
param redis object = {
  sku: 'Balanced_B0'
  highAvailability: false
}

@description('Tier of the gateway: BasicV2, or StandardV2 and PremiumV2, which can join a network.')
@allowed(['BasicV2', 'StandardV2', 'PremiumV2'])
param gatewaySku string = 'BasicV2'

@description('Requests that one caller may send in a minute, all instances together.')
@minValue(1)
param gatewayCallsPerMinute int = 600

@description('Who publishes the API, and where the platform and the alerts write to.')
param contact object

@description('The OpenID Connect issuer of the tokens, such as https://login.microsoftonline.com/<tenant>/v2.0.')
param authAuthority string

@description('The audience that tokens for this API carry.')
param authAudience string

@description('Where customers come back to after 3-D Secure.')
param paymentReturnUrl string

@description('The address of the payment provider.')
param paymentProviderAddress string = 'https://api.stripe.com'

@description('The key of the payment provider. Empty leaves the one in the vault as it is.')
@secure()
param paymentProviderKey string = ''

@description('What the provider signs its notices with, separated by commas. Empty leaves what is in the vault as it is.')
@secure()
param paymentWebhookSecrets string = ''

@description('The address of docs/operations.md, where alerts lead to.')
param guide string = 'docs/operations.md'

@description('Settings of the application that differ from settings.json in this environment.')
param settings object = {}

@description('What a month may cost before somebody is told, in the currency of the account, and the first day it counts from.')
param budget object

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

var tags = {
  application: 'orders'
  environment: environmentName
  'azd-env-name': environmentName
}

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: resourceGroupName
  location: location
  tags: tags
}

module system 'modules/system.bicep' = {
  name: 'system'
  scope: group
  params: {
    environmentName: environmentName
    location: location
    tags: tags
    twoApps: twoApps
    copies: copies
    privateNetwork: privateNetwork
    scale: scale
    cosmosAutoscaleMax: cosmosAutoscaleMax
    cosmosReplicas: cosmosReplicas
    serviceBusUnits: serviceBusUnits
    redis: redis
    gatewaySku: gatewaySku
    gatewayCallsPerMinute: gatewayCallsPerMinute
    contact: contact
    authAuthority: authAuthority
    authAudience: authAudience
    paymentReturnUrl: paymentReturnUrl
    paymentProviderAddress: paymentProviderAddress
    paymentProviderKey: paymentProviderKey
    paymentWebhookSecrets: paymentWebhookSecrets
    guide: guide
    settings: settings
    budget: budget
    logRetentionDays: logRetentionDays
  }
}

@description('The group, for the tools that deploy into it.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The address that clients use.')
output API_ADDRESS string = system.outputs.apiAddress

@description('The function apps, in the order in which a release reaches them.')
output FUNCTION_APPS array = system.outputs.functionApps

@description('Where the secrets are.')
output KEY_VAULT string = system.outputs.keyVault
