import { Tags } from 'types.bicep'

@description('What the names of the resources end in.')
param suffix string

param location string
param tags Tags

@description('The workspace that everything is in.')
param workspaceId string

@description('Who is told.')
param email string

@description('Where the runbooks are: the address of docs/operations.md.')
param guide string

@description('What the metrics of the platform are of, by the names in metric-alerts.json.')
param resources { bus: string, database: string }

var alerts = loadJsonContent('../alerts.json')
var metricAlerts = loadJsonContent('../metric-alerts.json')

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

// Metrics that the platform does not write to the workspace are asked for where they are.
resource metricRules 'Microsoft.Insights/metricAlerts@2018-03-01' = [for alert in metricAlerts: {
  name: 'alert-${alert.name}-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    description: '${alert.description} ${guide}#${alert.runbook}'
    severity: alert.severity
    enabled: true
    scopes: [resources[alert.of]]
    windowSize: alert.window
    evaluationFrequency: alert.frequency
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: alert.name
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: alert.namespace
          metricName: alert.metric
          dimensions: [{ name: alert.by, operator: 'Include', values: ['*'] }]
          timeAggregation: alert.aggregation
          operator: 'GreaterThan'
          threshold: alert.above
          // A database without a rate of its own has no such metric: the rule is made all the same.
          skipMetricValidation: true
        }
      ]
    }
    actions: [
      {
        actionGroupId: people.id
        webHookProperties: { runbook: '${guide}#${alert.runbook}' }
      }
    ]
  }
}]
