@description('What the names of the resources end in.')
param suffix string

param location string
param tags object

@description('One identity for each.')
param kinds array

resource identities 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = [for kind in kinds: {
  name: 'id-${kind}-${suffix}'
  location: location
  tags: tags
}]

output list array = [for (kind, index) in kinds: {
  id: identities[index].id
  clientId: identities[index].properties.clientId
}]

output principals array = [for (kind, index) in kinds: identities[index].properties.principalId]
