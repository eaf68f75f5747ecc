import { Tags } from 'types.bicep'

@description('What the names of the resources end in.')
param suffix string

param location string
param tags Tags

@description('Messaging units of the Premium tier; 0 is Standard.')
param units int

@description('Whether only private endpoints reach the namespace.')
param privateOnly bool

@description('Where diagnostics go.')
param workspaceId string

// Every queue, topic and subscription with its settings; the embedded broker reads the same file.
var declared = loadJsonContent('../../resources.json', 'serviceBus')
var premium = units > 0
var subscriptions = flatten(map(
  range(0, length(declared.topics)),
  topic => map(declared.topics[topic].subscriptions, each => { topic: topic, settings: each })
))

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: 'sb-orders-${suffix}'
  location: location
  tags: tags
  sku: {
    name: premium ? 'Premium' : 'Standard'
    tier: premium ? 'Premium' : 'Standard'
    capacity: premium ? units : null
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
  }
}

resource queues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [for queue in declared.queues: {
  parent: namespace
  name: queue.name
  properties: {
    maxDeliveryCount: queue.maxDeliveryCount
    lockDuration: queue.lockDuration
    defaultMessageTimeToLive: queue.defaultMessageTimeToLive
    deadLetteringOnMessageExpiration: queue.deadLetteringOnMessageExpiration
    requiresDuplicateDetection: queue.requiresDuplicateDetection
    duplicateDetectionHistoryTimeWindow: queue.duplicateDetectionHistoryTimeWindow
  }
}]

resource topics 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = [for topic in declared.topics: {
  parent: namespace
  name: topic.name
  properties: {
    defaultMessageTimeToLive: topic.defaultMessageTimeToLive
    requiresDuplicateDetection: topic.requiresDuplicateDetection
    duplicateDetectionHistoryTimeWindow: topic.duplicateDetectionHistoryTimeWindow
  }
}]

resource readers 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = [for each in subscriptions: {
  parent: topics[each.topic]
  name: each.settings.name
  properties: {
    maxDeliveryCount: each.settings.maxDeliveryCount
    lockDuration: each.settings.lockDuration
    defaultMessageTimeToLive: each.settings.defaultMessageTimeToLive
    deadLetteringOnMessageExpiration: each.settings.deadLetteringOnMessageExpiration
  }
}]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: namespace
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = namespace.id
output name string = namespace.name
output host string = '${namespace.name}.servicebus.windows.net'
