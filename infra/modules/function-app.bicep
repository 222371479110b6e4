// The app: Flex Consumption, where HTTP functions share instances and every other function has its own.
param name string
param planName string
param location string
param tags object
param identityName string
param insightsName string
param packageContainerUri string
param hostBlobServiceUri string
param tableServiceUri string
param eventHubsNamespace string
param eventHubName string
param entraTenantId string
param entraAudience string
@description('Empty for the usual one.')
param entraScope string
param signingSecretUri string
@description('Empty where there is one secret.')
param previousSigningSecretUri string
@description('Empty where the chains have no key.')
param chainKeyUri string
@description('Empty where they had no other before.')
param chainKeysPreviousUri string
@description('Empty where it is not known.')
param chainKeySince string
@description('Empty where no gateway is checked.')
param gatewayResourceId string
param gatewayIngresses string
@description('Empty where probes are not told from calls.')
param probeSecretUri string
@description('Empty where no front door is probed, or where it wants no function key.')
param probeFunctionKeysUri string
@description('Empty where calls are signed alike at all front doors.')
#disable-next-line secure-secrets-in-params // It is the address of a secret.
param probeWebhookSecretsUri string
@description('The front doors that are probed; empty for none.')
param probeTargets string
param auditRetentionDays int
param zoneRedundant bool
param alwaysReadyHttpInstances int
param maximumInstanceCount int
param instanceMemoryMB int
param httpConcurrencyPerInstance int
param siteUpdateStrategy string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

var clientId = identity.properties.clientId

// By identity throughout: every secret is a reference into Key Vault.
var settings = [
  { name: 'AzureWebJobsStorage__blobServiceUri', value: hostBlobServiceUri }
  { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
  { name: 'AzureWebJobsStorage__clientId', value: clientId }
  { name: 'TABLES_CONNECTION__tableServiceUri', value: tableServiceUri }
  { name: 'TABLES_CONNECTION__credential', value: 'managedidentity' }
  { name: 'TABLES_CONNECTION__clientId', value: clientId }
  { name: 'EVENT_HUBS_CONNECTION__fullyQualifiedNamespace', value: eventHubsNamespace }
  { name: 'EVENT_HUBS_CONNECTION__credential', value: 'managedidentity' }
  { name: 'EVENT_HUBS_CONNECTION__clientId', value: clientId }
  { name: 'AUDIT_EVENT_HUB', value: eventHubName }
  { name: 'AUDIT_RETENTION_DAYS', value: string(auditRetentionDays) }
  { name: 'AUTHENTICATION', value: 'entra' }
  // The largest import and a little: whoever has no token must not fill the memory with what nobody reads.
  { name: 'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT', value: '8454144' }
  { name: 'ENTRA_TENANT_ID', value: entraTenantId }
  { name: 'ENTRA_AUDIENCE', value: entraAudience }
  { name: 'WEBHOOK_SIGNING_SECRET', value: '@Microsoft.KeyVault(SecretUri=${signingSecretUri})' }
  { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insights.properties.ConnectionString }
  { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'ClientId=${clientId};Authorization=AAD' }
]

var settingsOfScope = empty(entraScope) ? [] : [{ name: 'ENTRA_SCOPE', value: entraScope }]

var settingsOfRotation = empty(previousSigningSecretUri)
  ? []
  : [{ name: 'WEBHOOK_SIGNING_SECRET_PREVIOUS', value: '@Microsoft.KeyVault(SecretUri=${previousSigningSecretUri})' }]

var settingsOfChainKey = empty(chainKeyUri)
  ? []
  : [{ name: 'AUDIT_CHAIN_KEY', value: '@Microsoft.KeyVault(SecretUri=${chainKeyUri})' }]

var settingsOfChainKeysBefore = empty(chainKeysPreviousUri)
  ? []
  : [{ name: 'AUDIT_CHAIN_KEY_PREVIOUS', value: '@Microsoft.KeyVault(SecretUri=${chainKeysPreviousUri})' }]

var settingsOfChainKeySince = empty(chainKeySince) ? [] : [{ name: 'AUDIT_CHAIN_KEY_SINCE', value: chainKeySince }]

var settingsOfGateway = empty(gatewayResourceId)
  ? []
  : [
      { name: 'ACG_RESOURCE_ID', value: gatewayResourceId }
      { name: 'ACG_INGRESSES', value: gatewayIngresses }
      { name: 'ACG__clientId', value: clientId }
    ]

var settingsOfProbeSecret = empty(probeSecretUri)
  ? []
  : [{ name: 'PROBE_SIGNING_SECRET', value: '@Microsoft.KeyVault(SecretUri=${probeSecretUri})' }]

var settingsOfProbeKeys = empty(probeFunctionKeysUri)
  ? []
  : [{ name: 'PROBE_FUNCTION_KEYS', value: '@Microsoft.KeyVault(SecretUri=${probeFunctionKeysUri})' }]

var settingsOfProbeWebhooks = empty(probeWebhookSecretsUri)
  ? []
  : [{ name: 'PROBE_WEBHOOK_SECRETS', value: '@Microsoft.KeyVault(SecretUri=${probeWebhookSecretsUri})' }]

var settingsOfProbes = empty(probeTargets) ? [] : [{ name: 'PROBE_TARGETS', value: probeTargets }]

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true, zoneRedundant: zoneRedundant }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    // Flex Consumption rejects most of what a site may have, ftpsState among it (error 51021): it has no FTP.
    siteConfig: {
      minTlsVersion: '1.2'
      http20Enabled: true
      appSettings: concat(
        settings,
        settingsOfScope,
        settingsOfRotation,
        settingsOfChainKey,
        settingsOfChainKeysBefore,
        settingsOfChainKeySince,
        settingsOfGateway,
        settingsOfProbeSecret,
        settingsOfProbeKeys,
        settingsOfProbeWebhooks,
        settingsOfProbes
      )
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUri
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      runtime: { name: 'node', version: '24' }
      scaleAndConcurrency: {
        alwaysReady: [{ name: 'http', instanceCount: alwaysReadyHttpInstances }]
        maximumInstanceCount: maximumInstanceCount
        instanceMemoryMB: instanceMemoryMB
        triggers: { http: { perInstanceConcurrency: httpConcurrencyPerInstance } }
      }
      // Azure takes it since 2024-11-01 (learn.microsoft.com, flex-consumption-site-updates); its published types lack it.
      #disable-next-line BCP037
      siteUpdateStrategy: { type: siteUpdateStrategy }
    }
  }
}

// Publishing is by Entra ID alone.
resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
