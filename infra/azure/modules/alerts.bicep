@description('What the names of the resources end in.')
param suffix string

param location string
param tags object

@description('The workspace that everything is in.')
param workspaceId string

@description('Who is told.')
param email string

@description('Where the runbooks are: the address of docs/operations.md.')
param guide string

var alerts = loadJsonContent('../alerts.json')

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-orders-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'orders'
    emailReceivers: [{ name: 'on-call', emailAddress: email, useCommonAlertSchema: true }]
  }
}

// A query answers with a line for each thing that is wrong, and with none when all is well.
resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in alerts: {
  name: 'alert-${alert.name}-${suffix}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: alert.name
    description: '${alert.description} ${guide}#${alert.runbook}'
    severity: alert.severity
    enabled: true
    scopes: [workspaceId]
    windowSize: alert.window
    evaluationFrequency: alert.frequency
    // Tables that nothing was written to yet do not exist: the rules are made all the same.
    skipQueryValidation: true
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: join(alert.query, '\n')
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: {
      actionGroups: [people.id]
      customProperties: { runbook: '${guide}#${alert.runbook}' }
    }
  }
}]
