import { Tags } from 'types.bicep'

@description('What the names of the resources end in.')
param suffix string

param location string
param tags Tags

@description('Who reads the secrets of the payment provider.')
param readers string[]

@description('The key of the payment provider. Empty leaves the one that is there.')
@secure()
param paymentProviderKey string

@description('What the provider signs its notices with. Empty leaves what is there.')
@secure()
param paymentWebhookSecrets string

@description('Whether only private endpoints reach the vault.')
param privateOnly bool

@description('Where diagnostics go.')
param workspaceId string

// It reads values, lists and changes nothing.
var secretsUser = loadJsonContent('../roles.json')['Key Vault Secrets User']

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: 'kv-orders-${suffix}'
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: privateOnly ? 'Deny' : 'Allow'
    }
  }
}

resource providerKey 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = if (!empty(paymentProviderKey)) {
  parent: vault
  name: 'payment-provider-key'
  properties: { value: paymentProviderKey }
}

resource webhookSecrets 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = if (!empty(paymentWebhookSecrets)) {
  parent: vault
  name: 'payment-webhook-secrets'
  properties: { value: paymentWebhookSecrets }
}

resource read 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for principal in readers: {
  name: guid(vault.id, principal, secretsUser)
  scope: vault
  properties: {
    principalId: principal
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: vault
  properties: {
    workspaceId: workspaceId
    // Who read which secret, and when.
    logs: [{ categoryGroup: 'audit', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = vault.id
output name string = vault.name
output providerKey string = '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=payment-provider-key)'
output webhookSecrets string = '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=payment-webhook-secrets)'
