// The secrets of the webhook and of probes, and the keys of the audit trail's chains. The app's settings name a version of them, so a new one is in use when it is deployed.
param name string
param location string
param tags object
@secure()
param signingSecret string
@secure()
param signingSecretPrevious string
param keepsPrevious bool
@secure()
param chainKey string
param keepsChainKey bool
@secure()
param chainKeysPrevious string
param keepsChainKeysPrevious bool
@secure()
param probeSecret string
param keepsProbeSecret bool
@secure()
param probeFunctionKeys string
param keepsProbeFunctionKeys bool
@secure()
param probeWebhookSecrets string
param keepsProbeWebhookSecrets bool
param principalId string
param workspaceId string

var keyVaultSecretsUser = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4633458b-17de-408a-b874-0445c86b69e6'
)

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 7
    enablePurgeProtection: true
  }
}

resource current 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'webhook-signing'
  properties: { value: signingSecret }
}

resource previous 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (keepsPrevious) {
  parent: vault
  name: 'webhook-signing-previous'
  properties: { value: signingSecretPrevious }
}

resource chain 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (keepsChainKey) {
  parent: vault
  name: 'audit-chain'
  properties: { value: chainKey }
}

resource chainPrevious 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (keepsChainKeysPrevious) {
  parent: vault
  name: 'audit-chain-previous'
  properties: { value: chainKeysPrevious }
}

resource probe 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (keepsProbeSecret) {
  parent: vault
  name: 'probe-signing'
  properties: { value: probeSecret }
}

resource probeKeys 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (keepsProbeFunctionKeys) {
  parent: vault
  name: 'probe-function-keys'
  properties: { value: probeFunctionKeys }
}

resource probeWebhooks 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (keepsProbeWebhookSecrets) {
  parent: vault
  name: 'probe-webhooks'
  properties: { value: probeWebhookSecrets }
}

resource mayReadSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, keyVaultSecretsUser)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: keyVaultSecretsUser
  }
}

resource accesses 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'accesses'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

output signingSecretUri string = current.properties.secretUriWithVersion
output previousSigningSecretUri string = keepsPrevious ? previous!.properties.secretUriWithVersion : ''
output chainKeyUri string = keepsChainKey ? chain!.properties.secretUriWithVersion : ''
output chainKeysPreviousUri string = keepsChainKeysPrevious ? chainPrevious!.properties.secretUriWithVersion : ''
output probeSecretUri string = keepsProbeSecret ? probe!.properties.secretUriWithVersion : ''
output probeFunctionKeysUri string = keepsProbeFunctionKeys ? probeKeys!.properties.secretUriWithVersion : ''
output probeWebhookSecretsUri string = keepsProbeWebhookSecrets ? probeWebhooks!.properties.secretUriWithVersion : ''
