import * as z from "zod";
import { outcomeSchema } from "../audit/outcome-event.ts";
import { itemKinds } from "../config/item-kinds.ts";
import { conversionStepSchema } from "../routing/conversion.ts";
import { routeSchema as routeItemSchema } from "../routing/route-set.ts";
import {
  alarmClearedEventSchema,
  alarmRaisedEventSchema,
  alarmSchema,
  auditEventSchema,
  callStorySchema,
  chainClosedEventSchema,
  chainOpenedEventSchema,
  chainReportSchema,
  chainSchema,
  configChangedEventSchema,
  configVerifiedEventSchema,
  decidedEventSchema,
  divertBeganEventSchema,
  divertEndedEventSchema,
  eventPageSchema,
  locationEventSchema,
  lookupImportedEventSchema,
  outcomeEventSchema,
  probeResultEventSchema,
  proposalAdvancedEventSchema,
  purgedEventSchema,
  trailReadEventSchema,
  verificationReportSchema,
} from "./audit-schemas.ts";
import {
  callSetupAnswerSchema,
  callSetupSchema,
  decisionSchema,
  outcomeAnswerSchema,
  routeSchema,
} from "./call-schemas.ts";
import { draftSchema } from "./catalogue.ts";
import { catalogueAnswerSchema } from "./catalogue-schemas.ts";
import {
  changedDecisionsSchema,
  changeSetSchema,
  decisionBriefSchema,
  operationSchemas,
  readCallSchema,
  simulatedDecisionSchema,
} from "./change-schemas.ts";
import {
  activeConfigurationSchema,
  changedSchema,
  dangerSchema,
  diffSchema,
  itemsAnswerSchema,
  lookupTableStoredSchema,
  lookupTablesSchema,
  lookupTableTriedSchema,
  simulationAnswerSchema,
  triedSchema,
  unapprovedSchema,
  unconfirmedSchema,
  versionAnswerSchema,
  versionPageSchema,
  versionSchema,
} from "./configuration-schemas.ts";
import { coverageAnswerSchema } from "./coverage.ts";
import { liveSchema, readySchema } from "./health.ts";
import { emergencyListSchema, listComparisonSchema } from "./lists.ts";
import { locationSchema, recordedLocationSchema } from "./location-schemas.ts";
import { conflictSchema, inputFaultSchema, problemSchema } from "./problems.ts";
import { proposalBodySchema, proposalPageSchema, proposalSchema, wholeProposalSchema } from "./proposal-schemas.ts";
import { watchReportSchema, watchSchema } from "./watch-schemas.ts";

/** `route-set` as `RouteSet`. */
const pascal = (name: string): string => name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

const items = Object.entries(itemKinds).map(([kind, { schema }]): [string, z.ZodType] => [
  `${pascal(kind)}Item`,
  schema,
]);

/** `PutNumber`, `PatchNumber`, `DeleteNumber` and so on. */
const operations = operationSchemas.map((schema): [string, z.ZodType] => [
  pascal(`${schema.shape.op.value}-${schema.shape.kind.value}`),
  schema,
]);

const steps = conversionStepSchema.options.map((schema): [string, z.ZodType] => [
  pascal(`${schema.shape.do.value}-step`),
  schema,
]);

/** The schemas that the description lists by name and refers to. */
const componentSchemas: Readonly<Record<string, z.ZodType>> = {
  CallSetup: callSetupSchema,
  CallSetupAnswer: callSetupAnswerSchema,
  CallOutcome: outcomeSchema,
  CallOutcomeAnswer: outcomeAnswerSchema,
  Decision: decisionSchema,
  DecidedNumber: decisionSchema.shape.number,
  DecidedRoute: routeSchema,
  DecidedLocation: locationSchema,
  RecordedLocation: recordedLocationSchema,
  Problem: problemSchema,
  Conflict: conflictSchema,
  UnconfirmedChange: unconfirmedSchema,
  UnapprovedChange: unapprovedSchema,
  InputFault: inputFaultSchema,
  CatalogueAnswer: catalogueAnswerSchema,
  DraftedChangeSet: draftSchema,
  CoverageAnswer: coverageAnswerSchema,
  ActiveConfiguration: activeConfigurationSchema,
  ...Object.fromEntries(items),
  RouteItem: routeItemSchema,
  ConversionStep: conversionStepSchema,
  ...Object.fromEntries(steps),
  Items: itemsAnswerSchema,
  Version: versionSchema,
  VersionPage: versionPageSchema,
  VersionAnswer: versionAnswerSchema,
  Diff: diffSchema,
  Danger: dangerSchema,
  ChangeSet: changeSetSchema,
  ...Object.fromEntries(operations),
  ChangeAnswer: changedSchema,
  DryRunAnswer: triedSchema,
  LookupTableAnswer: lookupTableStoredSchema,
  LookupTableDryRunAnswer: lookupTableTriedSchema,
  LookupTables: lookupTablesSchema,
  ProposalBody: proposalBodySchema,
  Proposal: proposalSchema,
  WholeProposal: wholeProposalSchema,
  ProposalPage: proposalPageSchema,
  EmergencyList: emergencyListSchema,
  ListComparison: listComparisonSchema,
  SimulationAnswer: simulationAnswerSchema,
  SimulatedDecision: simulatedDecisionSchema,
  ChangedDecisions: changedDecisionsSchema,
  DecisionBrief: decisionBriefSchema,
  ReadCall: readCallSchema,
  AuditEvent: auditEventSchema,
  ChainLink: chainSchema,
  DecidedEvent: decidedEventSchema,
  OutcomeEvent: outcomeEventSchema,
  LocationEvent: locationEventSchema,
  ConfigChangedEvent: configChangedEventSchema,
  ProposalAdvancedEvent: proposalAdvancedEventSchema,
  LookupImportedEvent: lookupImportedEventSchema,
  AlarmRaisedEvent: alarmRaisedEventSchema,
  ProbeResultEvent: probeResultEventSchema,
  ConfigVerifiedEvent: configVerifiedEventSchema,
  AlarmClearedEvent: alarmClearedEventSchema,
  DivertBeganEvent: divertBeganEventSchema,
  DivertEndedEvent: divertEndedEventSchema,
  Alarm: alarmSchema,
  WatchAnswer: watchSchema,
  WatchReport: watchReportSchema,
  ChainOpenedEvent: chainOpenedEventSchema,
  ChainClosedEvent: chainClosedEventSchema,
  PurgedEvent: purgedEventSchema,
  TrailReadEvent: trailReadEventSchema,
  AuditEventPage: eventPageSchema,
  CallStory: callStorySchema,
  ChainReport: chainReportSchema,
  VerificationReport: verificationReportSchema,
  LiveAnswer: liveSchema,
  ReadyAnswer: readySchema,
};

/** Gives the schemas their names in zod's registry, where zod-openapi looks for them. */
export function nameComponents(): void {
  for (const [id, schema] of Object.entries(componentSchemas))
    z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
}
