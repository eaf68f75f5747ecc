@description('The namespace.')
param namespaceName string

@description('Who is let in.')
param principalId string

@description('Queues and topics that it sends to.')
param sends string[]

@description('Queues, and subscriptions as topic/subscription, whose messages trigger it. Their dead letters come with them.')
param receives string[]

var known = loadJsonContent('../roles.json')
var sender = known['Azure Service Bus Data Sender']
// The owner's, on this one entity: who may only receive cannot see how much waits, and then instances come one by one.
var owner = known['Azure Service Bus Data Owner']

var topicNames = map(loadJsonContent('../../resources.json', 'serviceBus').topics, topic => topic.name)
var sendQueues = filter(sends, name => !contains(topicNames, name))
var sendTopics = filter(sends, name => contains(topicNames, name))
var receiveQueues = filter(receives, name => !contains(name, '/'))
var receiveSubscriptions = filter(receives, name => contains(name, '/'))

resource sentQueues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = [for name in sendQueues: {
  name: '${namespaceName}/${name}'
}]

resource sentTopics 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' existing = [for name in sendTopics: {
  name: '${namespaceName}/${name}'
}]

resource receivedQueues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = [for name in receiveQueues: {
  name: '${namespaceName}/${name}'
}]

// A trigger needs the role on the subscription itself: on its topic alone it is refused.
resource receivedSubscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' existing = [for name in receiveSubscriptions: {
  name: '${namespaceName}/${name}'
}]

resource sendToQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (name, index) in sendQueues: {
  name: guid(namespaceName, name, principalId, sender)
  scope: sentQueues[index]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', sender)
  }
}]

resource sendToTopics 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (name, index) in sendTopics: {
  name: guid(namespaceName, name, principalId, sender)
  scope: sentTopics[index]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', sender)
  }
}]

resource receiveFromQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (name, index) in receiveQueues: {
  name: guid(namespaceName, name, principalId, owner)
  scope: receivedQueues[index]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', owner)
  }
}]

resource receiveFromSubscriptions 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (name, index) in receiveSubscriptions: {
  name: guid(namespaceName, name, principalId, owner)
  scope: receivedSubscriptions[index]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', owner)
  }
}]
