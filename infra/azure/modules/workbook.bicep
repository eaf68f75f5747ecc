import { Tags } from 'types.bicep'

@description('What the names of the resources end in.')
param suffix string

param location string
param tags Tags

@description('The workspace that everything is in.')
param workspaceId string

@description('What the metrics of the platform are of, by the names in workbook.json.')
param resources { bus: string, database: string }

var charts = loadJsonContent('../workbook.json')

// Of the values in each step of time the chart shows the highest.
var maximum = 3

var period = {
  type: 9
  name: 'period'
  content: {
    version: 'KqlParameterItem/1.0'
    style: 'pills'
    queryType: 0
    parameters: [
      {
        version: 'KqlParameterItem/1.0'
        name: 'Period'
        type: 4
        value: { durationMs: 14400000 }
        typeSettings: {
          selectableValues: [{ durationMs: 3600000 }, { durationMs: 14400000 }, { durationMs: 86400000 }, { durationMs: 604800000 }, { durationMs: 2592000000 }]
          allowCustom: true
        }
      }
    ]
  }
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(workspaceId, suffix)
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Orders and payments'
    category: 'workbook'
    sourceId: workspaceId
    version: 'Notebook/1.0'
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat([period], map(charts, chart => {
        type: chart.view == 'metrics' ? 10 : 3
        name: chart.title
        customWidth: '50'
        content: chart.view == 'metrics' ? {
          version: 'MetricsItem/2.0'
          chartId: chart.title
          title: chart.title
          size: 0
          chartType: 2
          timeContextFromParameter: 'Period'
          resourceType: toLower(chart.namespace)
          metricScope: 0
          resourceIds: [resources[chart.of]]
          metrics: map(chart.metrics, metric => {
            namespace: toLower(chart.namespace)
            metric: '${toLower(chart.namespace)}-${chart.group}-${metric}'
            aggregation: maximum
          })
        } : {
          version: 'KqlItem/1.0'
          title: chart.title
          query: join(chart.query, '\n')
          size: 0
          timeContextFromParameter: 'Period'
          queryType: 0
          resourceType: 'microsoft.operationalinsights/workspaces'
          visualization: chart.view
        }
      }))
      fallbackResourceIds: [workspaceId]
    })
  }
}
