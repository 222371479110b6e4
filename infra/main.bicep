// One region, whole. A second region is a second deployment of this under another environment name: docs/deployment.md.
targetScope = 'subscription'

@description('Names this deployment; with the location it gives every resource its name.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('A region with Flex Consumption and, unless zoneRedundant is false, with availability zones for it.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Where alerts are sent.')
@minLength(3)
param alertEmail string

@description('The tenant that issues access tokens for the configuration and the audit trail.')
param entraTenantId string = tenant().tenantId

@description('Client id of the app registration that those tokens are for.')
@minLength(1)
param entraAudience string

@description('The scope of that app registration that the console asks for. Empty: api://, its client id, /access.')
param entraScope string = ''

@description('What the signalling layer signs its requests with.')
@secure()
@minLength(32)
param webhookSigningSecret string

@description('The secret before, while it is being replaced; otherwise empty.')
@secure()
param webhookSigningSecretPrevious string = ''

@description('The key of the audit trail\'s hash chains; empty for chains without one.')
@secure()
param auditChainKey string = ''

@description('The keys that the chains had before, separated by blanks.')
@secure()
param auditChainKeyPrevious string = ''

@description('The instant since when every instance has had a key; empty where that is not known.')
param auditChainKeySince string = ''

@description('The Azure Communications Gateway whose emergency dial strings are checked once a day, by its resource id; empty for none.')
param gatewayResourceId string = ''

@description('The ingresses whose calls come through that gateway, separated by commas; empty for all.')
param gatewayIngresses string = ''

@description('What probes of the front doors are signed with; empty where there are none. The same in every region.')
@secure()
param probeSigningSecret string = ''

@description('Function keys of route-call at the front doors that are probed: one for all, or a name and = before each.')
@secure()
param probeFunctionKeysSecret string = ''

@description('What calls are signed with at those front doors, if not as here: one secret for all, or a name and = before each.')
@secure()
param probeWebhookSecrets string = ''

@description('Front doors to probe, with blanks between them, each with a name and = before it or not.')
param probeTargets string = ''

@description('Spreads instances and storage over availability zones.')
param zoneRedundant bool = true

@description('Instances that are always there for calls. With availability zones at least 2.')
@minValue(1)
param alwaysReadyHttpInstances int = 2

@description('Of all functions together, in instances.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@allowed([2048, 4096])
param instanceMemoryMB int = 2048

@description('Requests that one instance answers at a time before another is started.')
@minValue(1)
@maxValue(1000)
param httpConcurrencyPerInstance int = 64

@description('How a new release or setting reaches running instances: all at once, or a few at a time.')
@allowed(['Recreate', 'RollingUpdate'])
param siteUpdateStrategy string = 'Recreate'

@description('Of Event Hubs, in throughput units of 1 MB or 1,000 events a second; it begins with one.')
@minValue(1)
@maxValue(40)
param maximumThroughputUnits int = 10

@description('How long the audit trail is kept, in days.')
@minValue(1)
@maxValue(36500)
param auditRetentionDays int = 400

@description('How long logs and metrics are kept, in days.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Without an emergency or test call for so long, something is wrong. As short as test calls allow.')
@allowed(['PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT3H', 'PT6H', 'P1D', 'P2D'])
param longestSilence string = 'PT1H'

@description('Keeps the storage account of configuration and audit trail from being deleted with everything else.')
param lockData bool = true

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var storageSku = zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: { name: 'id-${token}', location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: 'log-${token}'
    insightsName: 'appi-${token}'
    location: location
    tags: tags
    retentionDays: logRetentionDays
    principalId: identity.outputs.principalId
  }
}

module hostStorage 'modules/host-storage.bicep' = {
  name: 'host-storage'
  scope: group
  params: {
    name: 'sthost${token}'
    location: location
    tags: tags
    sku: storageSku
    principalId: identity.outputs.principalId
  }
}

module dataStorage 'modules/data-storage.bicep' = {
  name: 'data-storage'
  scope: group
  params: {
    name: 'stdata${token}'
    location: location
    tags: tags
    sku: storageSku
    isLocked: lockData
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module eventHubs 'modules/event-hubs.bicep' = {
  name: 'event-hubs'
  scope: group
  params: {
    name: 'evhns-${token}'
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
    maximumThroughputUnits: maximumThroughputUnits
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module keyVault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    signingSecret: webhookSigningSecret
    signingSecretPrevious: webhookSigningSecretPrevious
    keepsPrevious: !empty(webhookSigningSecretPrevious)
    chainKey: auditChainKey
    keepsChainKey: !empty(auditChainKey)
    chainKeysPrevious: auditChainKeyPrevious
    keepsChainKeysPrevious: !empty(auditChainKeyPrevious)
    probeSecret: probeSigningSecret
    keepsProbeSecret: !empty(probeSigningSecret)
    probeFunctionKeys: probeFunctionKeysSecret
    keepsProbeFunctionKeys: !empty(probeFunctionKeysSecret)
    probeWebhookSecrets: probeWebhookSecrets
    keepsProbeWebhookSecrets: !empty(probeWebhookSecrets)
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module functionApp 'modules/function-app.bicep' = {
  name: 'function-app'
  scope: group
  params: {
    name: 'func-${token}'
    planName: 'plan-${token}'
    location: location
    tags: union(tags, { 'azd-service-name': 'router' })
    identityName: identity.outputs.name
    insightsName: monitoring.outputs.insightsName
    packageContainerUri: hostStorage.outputs.packageContainerUri
    hostBlobServiceUri: hostStorage.outputs.blobServiceUri
    tableServiceUri: dataStorage.outputs.tableServiceUri
    eventHubsNamespace: eventHubs.outputs.fullyQualifiedNamespace
    eventHubName: eventHubs.outputs.hubName
    entraTenantId: entraTenantId
    entraAudience: entraAudience
    entraScope: entraScope
    signingSecretUri: keyVault.outputs.signingSecretUri
    previousSigningSecretUri: keyVault.outputs.previousSigningSecretUri
    chainKeyUri: keyVault.outputs.chainKeyUri
    chainKeysPreviousUri: keyVault.outputs.chainKeysPreviousUri
    chainKeySince: auditChainKeySince
    gatewayResourceId: gatewayResourceId
    gatewayIngresses: gatewayIngresses
    probeSecretUri: keyVault.outputs.probeSecretUri
    probeFunctionKeysUri: keyVault.outputs.probeFunctionKeysUri
    probeWebhookSecretsUri: keyVault.outputs.probeWebhookSecretsUri
    probeTargets: probeTargets
    auditRetentionDays: auditRetentionDays
    zoneRedundant: zoneRedundant
    alwaysReadyHttpInstances: alwaysReadyHttpInstances
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    httpConcurrencyPerInstance: httpConcurrencyPerInstance
    siteUpdateStrategy: siteUpdateStrategy
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    environmentName: environmentName
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    email: alertEmail
    longestSilence: longestSilence
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: {
    name: guid(group.id, 'emergency-calls')
    displayName: 'Emergency calls (${environmentName})'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

// The gateway may be in any resource group: the app reads it, and no more. A scope is worked out even where there is none.
var gatewayPath = split(empty(gatewayResourceId) ? '${group.id}/providers/none/none/none' : gatewayResourceId, '/')

module gatewayReader 'modules/gateway-reader.bicep' = if (!empty(gatewayResourceId)) {
  name: 'gateway-reader'
  scope: resourceGroup(gatewayPath[2], gatewayPath[4])
  params: { name: gatewayPath[8], principalId: identity.outputs.principalId }
}

output AZURE_RESOURCE_GROUP string = group.name
output APP_NAME string = functionApp.outputs.name
output APP_URL string = functionApp.outputs.url
output IDENTITY_CLIENT_ID string = identity.outputs.clientId
