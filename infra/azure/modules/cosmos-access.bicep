@description('The account.')
param accountName string

@description('Who is let in.')
param principalId string

@description('The role that reads which regions, databases and partitions there are: what every client asks first.')
param metadataRole string

@description('Containers whose documents it reads and writes.')
param containers string[]

var database = loadJsonContent('../../resources.json', 'cosmos').database
// Cosmos DB Built-in Data Contributor: documents, queries and change feed; no keys, no settings.
var contributor = '00000000-0000-0000-0000-000000000002'

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' existing = {
  name: accountName
}

resource readMetadata 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = {
  parent: account
  name: guid(account.id, principalId, 'metadata')
  properties: {
    principalId: principalId
    roleDefinitionId: metadataRole
    scope: account.id
  }
}

// One after the other: the account refuses two changes of its roles at a time.
@batchSize(1)
resource contribute 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = [for container in containers: {
  parent: account
  name: guid(account.id, principalId, container)
  properties: {
    principalId: principalId
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/${contributor}'
    scope: '${account.id}/dbs/${database}/colls/${container}'
  }
  dependsOn: [readMetadata]
}]
