import { EndpointTarget, Tags } from 'types.bicep'

@description('What the names of the resources end in.')
param suffix string

param location string
param tags Tags

@description('The subnet that the endpoints are in.')
param subnetId string

@description('The zones in which they are found by name.')
param zones { *: string }

@description('The services that they lead to.')
param services EndpointTarget[]

@description('The function apps that they lead to, likewise.')
param apps EndpointTarget[]

var targets = concat(services, apps)

resource endpoints 'Microsoft.Network/privateEndpoints@2025-01-01' = [for target in targets: {
  name: 'pe-${target.name}-${suffix}'
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: target.part
        properties: {
          privateLinkServiceId: target.id
          groupIds: [target.part]
        }
      }
    ]
  }
}]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-01-01' = [for (target, index) in targets: {
  parent: endpoints[index]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [{ name: target.part, properties: { privateDnsZoneId: zones[target.zone] } }]
  }
}]
