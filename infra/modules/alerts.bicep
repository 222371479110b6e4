// What somebody has to be told. Each name is a section of docs/operations.md, which says what to do.
param environmentName string
param location string
param tags object
param workspaceId string
param email string
param longestSilence string

// Every query gives one row with one number, Value. Counters and gauges have theirs in Sum, histograms their greatest in Max.
var alerts = [
  {
    name: 'audit-event-logged'
    says: 'An audit event could be stored nowhere but in the log.'
    severity: 0
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppMetrics
      | where Name == "ecr.audit.events" and tostring(Properties["status"]) == "logged"
      | summarize Value = sum(Sum)
    '''
  }
  {
    name: 'call-errors'
    says: 'A call or its outcome was answered with a server error.'
    severity: 0
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppMetrics
      | where Name == "ecr.call_errors"
      | summarize Value = sum(Sum)
    '''
  }
  {
    name: 'settings-invalid'
    says: 'An instance does not start because of its settings: every URL is 404.'
    severity: 0
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppTraces
      | where Message has "the app settings are not valid"
      | summarize Value = sum(ItemCount)
    '''
  }
  {
    name: 'emergency-silence'
    says: 'No emergency or test call was decided for longer than usual.'
    severity: 1
    window: longestSilence
    operator: 'LessThan'
    threshold: 1
    query: '''
      AppMetrics
      | where Name == "ecr.decisions"
      | where tostring(Properties["class"]) in ("emergency", "emergency-normal-routing", "test")
      | summarize Value = sum(Sum)
    '''
  }
  {
    name: 'calls-suspected'
    says: 'Calls that may have been emergencies were not decided as such.'
    severity: 1
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppMetrics
      | where Name == "ecr.decisions" and tostring(Properties["flag"]) == "suspected"
      | summarize Value = sum(Sum)
    '''
  }
  {
    name: 'emergency-call-failed'
    says: 'An emergency call was not answered by any route.'
    severity: 0
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppTraces
      | where Message has "an emergency call was not answered by any route"
      | summarize Value = sum(ItemCount)
    '''
  }
  {
    name: 'route-failing'
    says: 'A route of emergency calls fails again and again.'
    severity: 0
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppTraces
      | where Message has "a route of emergency calls fails again and again"
      | summarize Value = sum(ItemCount)
    '''
  }
  {
    name: 'outcome-missing'
    says: 'The signalling layer does not report what became of emergency calls.'
    severity: 1
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppTraces
      | where Message has "the signalling layer does not report what became of emergency calls"
      | summarize Value = sum(ItemCount)
    '''
  }
  {
    name: 'contingency-used'
    says: 'An emergency call took a contingency route.'
    severity: 1
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppTraces
      | where Message has "an emergency call took a contingency route"
      | summarize Value = sum(ItemCount)
    '''
  }
  {
    name: 'baseline-used'
    says: 'An emergency call was decided without a configuration.'
    severity: 1
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppTraces
      | where Message has "an emergency call was decided without a configuration"
      | summarize Value = sum(ItemCount)
    '''
  }
  {
    name: 'probe-failed'
    says: 'A probe through the front door failed twice in a row.'
    severity: 1
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppTraces
      | where Message has "a probe through the front door failed twice in a row"
      | summarize Value = sum(ItemCount)
    '''
  }
  {
    name: 'expectation-broken'
    says: 'The active configuration decides otherwise than an expectation says.'
    severity: 1
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppTraces
      | where Message has "the active configuration decides otherwise than an expectation says"
      | summarize Value = sum(ItemCount)
    '''
  }
  {
    name: 'approval-bypassed'
    says: 'A change went live for an incident, without the approvals that the change policy asks for.'
    severity: 2
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppTraces
      | where Message has "a change went live without the approvals that it needs"
      | summarize Value = sum(ItemCount)
    '''
  }
  {
    name: 'version-not-reverted'
    says: 'A provisional version could not be taken back when its time was up, and still decides calls.'
    severity: 1
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppTraces
      | where Message has "a provisional version could not be taken back"
      | summarize Value = sum(ItemCount)
    '''
  }
  {
    name: 'list-differs'
    says: 'A list in another system is not the one that follows from the active configuration.'
    severity: 2
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppTraces
      | where Message has "a list in another system is not the one that follows from the active configuration"
      | summarize Value = sum(ItemCount)
    '''
  }
  {
    name: 'gateway-unchecked'
    says: 'The emergency dial strings of the gateway could not be checked.'
    severity: 3
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppTraces
      | where Message has "the list of the gateway could not be checked"
      | summarize Value = sum(ItemCount)
    '''
  }
  {
    name: 'webhook-refused'
    says: 'Calls are turned away: their signature is wrong, late or used before.'
    severity: 1
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppMetrics
      | where Name == "ecr.refused" and tostring(Properties["by"]) == "signature"
      | summarize Value = sum(Sum)
    '''
  }
  {
    name: 'stale-configuration'
    says: 'An instance has had no configuration, or not been able to look at it, for three minutes.'
    severity: 1
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 180000
    query: '''
      AppMetrics
      | where Name == "ecr.config.age"
      | summarize Value = max(Sum)
    '''
  }
  {
    name: 'lookup-table-damaged'
    says: 'A lookup table cannot be used: conversions that need it fail, and their calls take the contingency route.'
    severity: 1
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppMetrics
      | where Name == "ecr.lookup_tables.damaged"
      | summarize Value = max(Sum)
    '''
  }
  {
    name: 'clock-skew'
    says: 'The clock of an instance is ten seconds or more away from Table Storage\'s.'
    severity: 2
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 10000
    query: '''
      AppMetrics
      | where Name == "ecr.clock.skew"
      | summarize Value = max(abs(Sum))
    '''
  }
  {
    name: 'outbox-old'
    says: 'An audit event has been waiting in the outbox for more than a minute.'
    severity: 1
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 60000
    query: '''
      AppMetrics
      | where Name == "ecr.outbox.age"
      | summarize Value = max(Sum)
    '''
  }
  {
    name: 'watch-failing'
    says: 'What becomes of emergency calls is not watched.'
    severity: 1
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 4
    query: '''
      AppTraces
      | where Message has_any ("calls could not be watched", "calls are not watched", "expectations could not be judged", "front doors could not be probed")
      | summarize Value = sum(ItemCount)
    '''
  }
  {
    name: 'watch-silent'
    says: 'Emergency calls were decided, and nobody has counted what became of them.'
    severity: 1
    window: 'PT30M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppMetrics
      | where Name in ("ecr.decisions", "ecr.outcomes")
      | extend IsEmergency = tostring(Properties["class"]) == "emergency"
      | summarize
          Decided = sumif(Sum, Name == "ecr.decisions" and IsEmergency and TimeGenerated between (ago(25m) .. ago(15m))),
          Watched = sumif(Sum, Name == "ecr.outcomes")
      | project Value = iff(Decided > 0 and Watched == 0, 1, 0)
    '''
  }
  {
    name: 'outbox-drain-failing'
    says: 'The outbox cannot be brought to Event Hubs.'
    severity: 2
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 4
    query: '''
      AppTraces
      | where Message has "the outbox could not be drained"
      | summarize Value = sum(ItemCount)
    '''
  }
  {
    name: 'trail-behind'
    says: 'Audit events reach Event Hubs, but the audit trail late or not at all.'
    severity: 2
    window: 'PT30M'
    operator: 'GreaterThan'
    threshold: 300000
    query: '''
      AppMetrics
      | where Name in ("ecr.audit.events", "ecr.projection.lag")
      | summarize
          Published = sumif(Sum, Name == "ecr.audit.events" and TimeGenerated < ago(15m)),
          Projected = sumif(ItemCount, Name == "ecr.projection.lag"),
          LagMs = maxif(Max, Name == "ecr.projection.lag")
      | project Value = iff(Published > 0 and Projected == 0, 3600000.0, coalesce(LagMs, 0.0))
    '''
  }
  {
    name: 'dead-letters'
    says: 'A message in the hub is no audit event and was put aside.'
    severity: 2
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppMetrics
      | where Name == "ecr.dead_letters"
      | summarize Value = sum(Sum)
    '''
  }
  {
    name: 'damaged-data'
    says: 'What a table holds is not what was written to it.'
    severity: 2
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      AppTraces
      | where Message has_any (
          "a version of the configuration is damaged",
          "the packed copy of a configuration version is damaged",
          "a row of the outbox can never be sent",
          "rows of the audit trail are old, and stay because they are not what was recorded",
          "the row of an alarm is damaged, and is removed"
        )
      | summarize Value = sum(ItemCount)
    '''
  }
  {
    name: 'server-errors'
    says: 'Changes or questions are answered with server errors.'
    severity: 3
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 10
    query: '''
      AppRequests
      | where Url contains "/v1/config" or Url contains "/v1/audit" or Url contains "/v1/openapi"
      | where toint(ResultCode) >= 500
      | summarize Value = sum(ItemCount)
    '''
  }
  {
    name: 'purge-failing'
    says: 'The audit trail is kept longer than it should be.'
    severity: 3
    window: 'PT6H'
    operator: 'GreaterThan'
    threshold: 2
    query: '''
      AppTraces
      | where Message has_any (
          "the audit trail could not be purged",
          "nothing was purged",
          "purging ended early",
          "rows of the audit trail are old, and the store does not delete them",
          "Table Storage does not say what time it is"
        )
      | summarize Value = sum(ItemCount)
    '''
  }
]

// Lives may depend on these: a minute more is a minute too many. The others are evaluated every five minutes.
var everyMinute = ['emergency-call-failed', 'route-failing', 'outcome-missing', 'contingency-used', 'baseline-used']

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${environmentName}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'emergency'
    emailReceivers: [{ name: 'operations', emailAddress: email, useCommonAlertSchema: true }]
  }
}

// Queries are not checked when they are deployed: a new workspace has none of the tables yet.
resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts: {
    name: '${environmentName}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${alert.name} (${environmentName})'
      description: '${alert.says} What to do: docs/operations.md#${alert.name}'
      severity: alert.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: contains(everyMinute, alert.name) ? 'PT1M' : 'PT5M'
      windowSize: alert.window
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: 'Value'
            timeAggregation: 'Maximum'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]
