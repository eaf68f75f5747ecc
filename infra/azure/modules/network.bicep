import { Tags } from 'types.bicep'

@description('What the names of the resources end in.')
param suffix string

param location string
param tags Tags

// Each name under which a private endpoint is found instead of the public one.
var zoneNames = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  bus: 'privatelink.servicebus.windows.net'
  cosmos: 'privatelink.documents.azure.com'
  redis: 'privatelink.redis.azure.net'
  vault: 'privatelink.vaultcore.azure.net'
  sites: 'privatelink.azurewebsites.net'
}

// What leaves for the payment provider and the issuer of tokens has one address, and ports enough.
resource address 'Microsoft.Network/publicIPAddresses@2025-01-01' = {
  name: 'pip-orders-${suffix}'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: { publicIPAllocationMethod: 'Static' }
}

resource exit 'Microsoft.Network/natGateways@2025-01-01' = {
  name: 'nat-orders-${suffix}'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: {
    idleTimeoutInMinutes: 4
    publicIpAddresses: [{ id: address.id }]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2025-01-01' = {
  name: 'vnet-orders-${suffix}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.40.0.0/16'] }
    subnets: [
      {
        name: 'apps'
        properties: {
          addressPrefix: '10.40.0.0/23'
          natGateway: { id: exit.id }
          delegations: [{ name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'gateway'
        properties: {
          addressPrefix: '10.40.2.0/24'
          natGateway: { id: exit.id }
          delegations: [{ name: 'gateway', properties: { serviceName: 'Microsoft.Web/serverFarms' } }]
          networkSecurityGroup: { id: rules.id }
        }
      }
      {
        // For what has to reach the inside without being part of it: the runner that deploys, whoever sets a secret.
        name: 'tools'
        properties: {
          addressPrefix: '10.40.3.0/24'
          natGateway: { id: exit.id }
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.40.4.0/23'
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }
}

// The gateway's subnet must have a group of rules; those that every group begins with are enough for traffic that only leaves.
resource rules 'Microsoft.Network/networkSecurityGroups@2025-01-01' = {
  name: 'nsg-gateway-${suffix}'
  location: location
  tags: tags
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [for zone in items(zoneNames): {
  name: zone.value
  location: 'global'
  tags: tags
}]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [for (zone, index) in items(zoneNames): {
  parent: zones[index]
  name: 'orders'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: { id: network.id }
  }
}]

output appSubnet string = '${network.id}/subnets/apps'
output gatewaySubnet string = '${network.id}/subnets/gateway'
output endpointSubnet string = '${network.id}/subnets/endpoints'
output zones { *: string } = toObject(items(zoneNames), zone => zone.key, zone => resourceId('Microsoft.Network/privateDnsZones', zone.value))
