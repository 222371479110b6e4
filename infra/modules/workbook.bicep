// Charts of what became of emergency calls, in the portal: the figures of docs/watch.md, as Azure Monitor has them.
param name string
param displayName string
param location string
param tags object
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: displayName
    category: 'workbook'
    sourceId: workspaceId
    version: 'Notebook/1.0'
    serializedData: loadTextContent('../workbook.json')
  }
}
