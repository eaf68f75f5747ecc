targetScope = 'subscription'

import { AppScale, CacheSize, Contact, MonthlyBudget } from 'modules/types.bicep'

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
param scale AppScale = {
  alwaysReady: 0
  maximumInstances: 40
  memoryMB: 2048
  zoneRedundant: false
}

@description('Request units that each container may spend a second at most, in thousands: it scales down to a tenth. 0 is serverless, in one region.')
@minValue(0)
param cosmosAutoscaleMax int = 0

@description('More regions that hold a copy of the database, in the order in which they take over. There is one region that writes.')
param cosmosReplicas string[] = []

@description('Messaging units of Service Bus Premium. 0 is the Standard tier, which a private network rules out.')
@allowed([0, 1, 2, 4, 8, 16])
param serviceBusUnits int = 0

@description('The cache.')
param redis CacheSize = {
  sku: 'Balanced_B0'
  highAvailability: false
}

@description('Tier of the gateway: BasicV2, or StandardV2 and PremiumV2, which can join a network.')
@allowed(['BasicV2', 'StandardV2', 'PremiumV2'])
param gatewaySku string = 'BasicV2'

@description('Requests that one caller may send in a minute, all instances together.')
@minValue(1)
param gatewayCallsPerMinute int = 600

@description('Web pages that may call the API from a browser, such as https://shop.example.com. None: only the pages of the API itself.')
param allowedOrigins string[] = []

@description('Who publishes the API, and where the platform and the alerts write to.')
param contact Contact

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
param settings { *: string } = {}

@description('What a month may cost before somebody is told, in the currency of the account, and the first day it counts from.')
param budget MonthlyBudget

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

var tags = {
  application: 'orders'
  environment: environmentName
  'azd-env-name': environmentName
}

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
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
    cosmosReplicas: cosmosAutoscaleMax == 0 && !empty(cosmosReplicas) ? fail('A serverless database has no replicas: cosmosAutoscaleMax says what it may spend') : cosmosReplicas
    serviceBusUnits: serviceBusUnits
    redis: redis
    gatewaySku: privateNetwork && gatewaySku == 'BasicV2' ? fail('A gateway of the tier BasicV2 cannot join a private network') : gatewaySku
    gatewayCallsPerMinute: gatewayCallsPerMinute
    allowedOrigins: allowedOrigins
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
output FUNCTION_APPS string[] = system.outputs.functionApps

@description('Where the secrets are.')
output KEY_VAULT string = system.outputs.keyVault
