@description('What the names of the resources end in.')
param suffix string

param location string
param tags object

@description('The workspace that everything is in.')
param workspaceId string

var charts = loadJsonContent('../workbook.json')

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
        type: 3
        name: chart.title
        customWidth: '50'
        content: {
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
