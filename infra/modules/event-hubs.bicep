// The way of every audit event into the trail, and its buffer for a week when the trail cannot be written.
param name string
param location string
param tags object
param zoneRedundant bool
param maximumThroughputUnits int
param principalId string
param workspaceId string

var eventHubsDataSender = '2b629674-e913-4c01-ae53-ef4638d8f975'
var eventHubsDataReceiver = 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde'

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Standard', tier: 'Standard', capacity: 1 }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    zoneRedundant: zoneRedundant
    isAutoInflateEnabled: true
    maximumThroughputUnits: maximumThroughputUnits
    kafkaEnabled: false
  }
}

// The number of partitions is for good: in this tier it cannot be changed later.
resource hub 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = {
  parent: namespace
  name: 'emergency-audit'
  properties: {
    partitionCount: 4
    retentionDescription: { cleanupPolicy: 'Delete', retentionTimeInHours: 168 }
  }
}

resource consumerGroup 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2024-01-01' = {
  parent: hub
  name: 'audit-trail'
}

resource maySendAndReceive 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [eventHubsDataSender, eventHubsDataReceiver]: {
    name: guid(hub.id, principalId, role)
    scope: hub
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource operations 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'operations'
  scope: namespace
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'OperationalLogs', enabled: true }
      { category: 'AutoScaleLogs', enabled: true }
    ]
  }
}

// The endpoint is https://<host>:443/.
output fullyQualifiedNamespace string = split(split(namespace.properties.serviceBusEndpoint, '/')[2], ':')[0]
output hubName string = hub.name
