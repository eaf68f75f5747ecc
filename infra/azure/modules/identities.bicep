import { AppIdentity, Tags } from 'types.bicep'

@description('What the names of the resources end in.')
param suffix string

param location string
param tags Tags

@description('One identity for each.')
param kinds string[]

resource identities 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = [for kind in kinds: {
  name: 'id-${kind}-${suffix}'
  location: location
  tags: tags
}]

output list AppIdentity[] = [for (kind, index) in kinds: {
  id: identities[index].id
  clientId: identities[index].properties.clientId
}]

output principals string[] = [for (kind, index) in kinds: identities[index].properties.principalId]
