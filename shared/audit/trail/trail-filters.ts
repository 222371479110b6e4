import { odata } from "@azure/data-tables";
import * as z from "zod";
import { territoryCodeSchema } from "../../catalogue/territory-name.ts";
import { callSetupFields } from "../../recognition/call-setup-fields.ts";
import { callClasses } from "../../recognition/classes.ts";
import { flagWords, isFlag } from "../../recognition/flags.ts";
import { normaliseCaller } from "../../recognition/normalise-caller.ts";
import { callerEnd, isSameCaller } from "../../recognition/same-caller.ts";
import { auditEventTypes } from "../audit-event.ts";
import type { TrailEvent } from "../read-event.ts";
import { memberOf, type RecordedRequest } from "../recorded-event.ts";
import { columnText, type TrailColumns } from "./column-text.ts";
import { ingressOf, tenantOf } from "./recorded-request.ts";
import type { StoredRow } from "./stored-row.ts";

/** One filter of audit queries. The query parser, the OpenAPI text, the columns of rows and the table query follow from it. */
export type TrailFilter<Schema extends z.ZodType<string> = z.ZodType<string>> = {
  /** Reads the query parameter. */
  readonly schema: Schema;
  /** What the OpenAPI description says of the parameter. */
  readonly text: string;
  /** The columns that an event's row has for this filter. */
  readonly columnsOf: (event: TrailEvent) => TrailColumns;
  /** OData conditions that find every row that fits, and few others. */
  readonly conditionsFor: (value: string) => readonly string[];
  /** Whether a row that was found fits by its columns. Left out where the conditions are exact. */
  readonly fitsRow?: (row: StoredRow, value: string) => boolean;
  /** Whether a decision that was found fits. Left out where the columns are exact. */
  readonly fitsDecision?: (data: DecidedData, value: string) => boolean;
};

type Decision = NonNullable<TrailEvent["data"]["decision"]>;
type DecidedData = RecordedRequest & { readonly decision: Decision };

/** The library quotes a value only behind some text. */
const isColumn = (column: string, value: string): string => `${column}${odata` eq ${value}`}`;

type DecisionFilter<Schema extends z.ZodType<string>> = Pick<TrailFilter<Schema>, "schema" | "text"> & {
  readonly column: string;
  readonly valueIn: (data: DecidedData) => string;
};

/** Finds decisions by a column that all their rows have. */
const byDecision = <Schema extends z.ZodType<string>>(filter: DecisionFilter<Schema>): TrailFilter<Schema> => ({
  schema: filter.schema,
  text: filter.text,
  columnsOf: ({ data: { decision, request, query } }) =>
    decision === undefined ? {} : { [filter.column]: filter.valueIn({ decision, request, query }) },
  conditionsFor: (value) => [isColumn(filter.column, value)],
});

/**
 * Finds decisions by a column that rows written before a certain day do not have: such rows are found too, and the event
 * decides. No comparison holds for a property that is not there, so that its negation does (Azurite; for Azure its
 * maintainers say so in Azurite issue 2342).
 */
const byLaterColumn = <Schema extends z.ZodType<string>>(
  filter: DecisionFilter<Schema> & {
    /** What stands in the column for the value that is asked for. */
    readonly soughtAs?: (value: string) => string;
    readonly fits?: (data: DecidedData, value: string) => boolean;
  },
): TrailFilter<Schema> => {
  const { column, valueIn, soughtAs = (value) => value } = filter;
  return {
    ...byDecision(filter),
    conditionsFor: (value) => [
      isColumn("type", "emergency-call.decided.v1"),
      `(${isColumn(column, soughtAs(value))} or not (${column} ge ''))`,
    ],
    fitsDecision: filter.fits ?? ((data, value) => valueIn(data) === value),
  };
};

const plainText = z
  .string()
  .min(1)
  .max(64)
  .regex(/^\P{Cc}*$/u, "must not hold control characters");

/** As the webhook accepts it, so that every recorded caller can be asked for; a text of which nothing is left names nobody. */
const namesCaller = (text: string): boolean =>
  callSetupFields.callingParty.safeParse(text).success && normaliseCaller(text).text !== "";

/** Table Storage compares a property as a whole, so that each flag has a property of its own to be found by. */
const flagColumn = (flag: string): string => `flag_${flag.replace(/[^A-Za-z0-9]/g, "_").slice(0, 100)}`;

/** An entity has at most 252 properties. */
const flagColumnsAtMost = 64;

/** All filters, in the order of the query's parameters. */
export const trailFilters = {
  territory: byDecision({
    schema: territoryCodeSchema,
    text: "Decisions for this territory, ISO 3166-1 alpha-2.",
    column: "territory",
    valueIn: ({ decision }) => columnText(decision.number.territory ?? ""),
  }),
  class: byDecision({
    schema: z.enum(callClasses),
    text: "Decisions of this class.",
    column: "class",
    valueIn: ({ decision }) => decision.class,
  }),
  tenant: byDecision({
    schema: plainText,
    text: "Decisions for this customer; `*` finds calls that named none.",
    column: "tenant",
    valueIn: tenantOf,
  }),
  type: {
    schema: z.enum(auditEventTypes),
    text: "Events of this type.",
    columnsOf: ({ type }: TrailEvent) => ({ type }),
    conditionsFor: (type: string) => [isColumn("type", type)],
  },
  flag: {
    schema: z
      .string()
      .max(100)
      .refine(isFlag, `must be one of ${flagWords.join(", ")}`),
    text: "Decisions with this flag.",
    columnsOf: ({ data: { decision } }: TrailEvent) =>
      Object.fromEntries((decision?.flags ?? []).slice(0, flagColumnsAtMost).map((flag) => [flagColumn(flag), true])),
    conditionsFor: (flag: string) => [`${flagColumn(flag)} eq true`],
    // Several flags may share a column's name: the list has them in full.
    fitsRow: ({ flags }: StoredRow, flag: string) => typeof flags === "string" && flags.split(" ").includes(flag),
  },
  ingress: byLaterColumn({
    schema: plainText,
    text: "Decisions for this ingress, as the request named it; `default` finds calls that named none.",
    column: "ingress",
    valueIn: ingressOf,
  }),
  shortCode: byLaterColumn({
    schema: z.string().regex(/^[0-9*#]{1,32}$/, "must be a short code such as 999, without calling code"),
    text: "Decisions for this short code, without calling code.",
    column: "shortCode",
    valueIn: ({ decision: { number } }) => (typeof number.shortCode === "string" ? columnText(number.shortCode) : ""),
  }),
  callingParty: byLaterColumn({
    schema: z
      .string()
      .max(1024)
      .refine(namesCaller, "must be a number in any spelling, a sip: or tel: address, or anonymous"),
    text:
      "Decisions for this caller's number in any spelling; `anonymous` finds calls whose caller is withheld. Needs " +
      "`Audit.Read.Personal` too.",
    column: "callerEnd",
    valueIn: (data) => columnText(callerEnd(memberOf(data, "callingParty"))),
    soughtAs: callerEnd,
    fits: (data, asked) =>
      isSameCaller(asked, {
        callingParty: memberOf(data, "callingParty"),
        territories: territoriesOf(data),
      }),
  }),
} satisfies Readonly<Record<string, TrailFilter>>;

export type FilterName = keyof typeof trailFilters;

/** Where the call came from as far as decision and request say: its caller's national number is one of these territories. */
function territoriesOf(data: DecidedData): readonly string[] {
  const { territory, candidateTerritories } = data.decision.number;
  const candidates: readonly unknown[] = Array.isArray(candidateTerritories) ? candidateTerritories : [];
  return [territory, memberOf(data, "territory"), ...candidates].filter((each) => typeof each === "string");
}
