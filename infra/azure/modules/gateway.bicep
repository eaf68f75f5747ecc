import { AppHost, Contact, Tags } from 'types.bicep'

@description('What the names of the resources end in.')
param suffix string

param location string
param tags Tags

@description('Tier: BasicV2, StandardV2 or PremiumV2.')
param sku string

@description('Who publishes the API.')
param contact Contact

@description('The OpenID Connect issuer of the tokens.')
param authority string

@description('The audience that tokens carry.')
param audience string

@description('Requests that one caller may send in a minute.')
param callsPerMinute int

@description('Web pages that may call it from a browser.')
param allowedOrigins string[]

@description('The function apps behind it.')
param apps AppHost[]

@description('The kinds of function apps that there are.')
param kinds string[]

@description('The subnet that it calls the apps from, or nothing.')
param subnetId string

@description('Where diagnostics go.')
param workspaceId string

var declared = loadJsonContent('../gateway.json')
var policies = {
  import: loadTextContent('../policies/import.xml')
  products: loadTextContent('../policies/products.xml')
  public: loadTextContent('../policies/public.xml')
  'signed-in': loadTextContent('../policies/signed-in.xml')
}
// What several policies include.
var fragments = {
  'body-limit': loadTextContent('../policies/fragments/body-limit.xml')
  caller: loadTextContent('../policies/fragments/caller.xml')
  stranger: loadTextContent('../policies/fragments/stranger.xml')
  'told-length': loadTextContent('../policies/fragments/told-length.xml')
}
var anythingElse = {
  name: 'anything-else'
  methods: declared.anythingElse
  template: '/*'
  parameters: []
  service: 'orders'
  policy: 'signed-in'
}
var operations = flatten(map(
  concat(declared.operations, [anythingElse]),
  operation => map(operation.methods, method => union(operation, { name: '${operation.name}-${toLower(method)}', method: method }))
))
// Browsers ask before they send what is not simple; without an origin that may ask there is nothing to answer.
var crossOrigin = empty(allowedOrigins) ? '' : replace(
  loadTextContent('../policies/cross-origin.xml'),
  '{origins}',
  join(map(allowedOrigins, origin => '<origin>${origin}</origin>'), '')
)
var namedValues = {
  'token-metadata': '${authority}/.well-known/openid-configuration'
  'token-audience': audience
  'calls-per-minute': string(callsPerMinute)
}

resource gateway 'Microsoft.ApiManagement/service@2024-05-01' = {
  name: 'apim-orders-${suffix}'
  location: location
  tags: tags
  sku: { name: sku, capacity: 1 }
  properties: {
    publisherName: contact.name
    publisherEmail: contact.email
    virtualNetworkType: empty(subnetId) ? 'None' : 'External'
    virtualNetworkConfiguration: empty(subnetId) ? null : { subnetResourceId: subnetId }
  }
}

resource values 'Microsoft.ApiManagement/service/namedValues@2024-05-01' = [for value in items(namedValues): {
  parent: gateway
  name: value.key
  properties: { displayName: value.key, value: value.value }
}]

resource shared 'Microsoft.ApiManagement/service/policyFragments@2024-05-01' = [for fragment in items(fragments): {
  parent: gateway
  name: fragment.key
  properties: { format: 'xml', value: fragment.value }
  dependsOn: [values]
}]

// One that fails is left alone for a while, and its siblings take its share.
resource backends 'Microsoft.ApiManagement/service/backends@2024-05-01' = [for app in apps: {
  parent: gateway
  name: app.name
  properties: {
    protocol: 'http'
    url: 'https://${app.host}/api'
    circuitBreaker: {
      rules: [
        {
          name: 'failing'
          acceptRetryAfter: true
          tripDuration: 'PT30S'
          failureCondition: {
            count: 20
            interval: 'PT30S'
            statusCodeRanges: [{ min: 500, max: 599 }]
            errorReasons: ['Timeout', 'BackendConnectionFailure']
          }
        }
      ]
    }
  }
}]

// Equal weights are round robin.
resource pools 'Microsoft.ApiManagement/service/backends@2024-05-01' = [for kind in kinds: {
  parent: gateway
  name: kind
  #disable-next-line BCP035
  properties: {
    type: 'Pool'
    pool: {
      services: map(filter(apps, app => app.kind == kind), app => { id: '/backends/${app.name}', priority: 1, weight: 1 })
    }
  }
  dependsOn: [backends]
}]

resource api 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: gateway
  name: 'orders'
  properties: {
    displayName: 'Orders'
    path: 'api'
    protocols: ['https']
    subscriptionRequired: false
  }
}

resource apiPolicy 'Microsoft.ApiManagement/service/apis/policies@2024-05-01' = {
  parent: api
  name: 'policy'
  properties: { format: 'xml', value: replace(loadTextContent('../policies/api.xml'), '<!-- {cross-origin} -->', crossOrigin) }
  dependsOn: [values]
}

resource routes 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for operation in operations: {
  parent: api
  name: operation.name
  properties: {
    displayName: operation.name
    method: operation.method
    urlTemplate: operation.template
    templateParameters: map(operation.parameters, parameter => { name: parameter, type: 'string', required: true })
  }
}]

resource routePolicies 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (operation, index) in operations: {
  parent: routes[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: replace(policies[operation.policy], '{backend}', contains(kinds, operation.service) ? operation.service : kinds[0])
  }
  dependsOn: [pools, shared]
}]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: gateway
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [{ category: 'GatewayLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = gateway.id
output address string = gateway.properties.gatewayUrl
