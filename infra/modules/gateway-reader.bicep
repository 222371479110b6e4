// The app may read the gateway that it checks.
param name string
param principalId string

// The compiler has no types of this resource; nothing but its id is used.
#disable-next-line BCP081
resource gateway 'Microsoft.VoiceServices/communicationsGateways@2023-09-01' existing = {
  name: name
}

// Reader
var roleId = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'

resource reads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(gateway.id, principalId, roleId)
  scope: gateway
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleId)
  }
}
