import * as z from "zod";
import type { CheckedExpectations } from "../watch/expectations/check-expectations.ts";
import type { WatchAnswer } from "../watch/figures/answered.ts";
import type { DescribedProbes } from "../watch/probes/describe-probes.ts";
import { verificationResults } from "../watch/probes/probe-state.ts";
import type { WatchReport } from "../watch/report/report.ts";
import { alarmSchema } from "./audit-schemas.ts";
import { countField, hashField, instantField, versionField } from "./fields.ts";

const successRate = z
  .number()
  .min(0)
  .max(1)
  .nullable()
  .describe("answered / (answered + failed); null where no outcome came.");

const counts = {
  decided: countField.describe("Emergency calls decided in the window. Test calls are not among them."),
  answered: countField.describe("Of these: final status 2xx."),
  failed: countField.describe("Of these: any other final status."),
  abandoned: countField.describe("Of these: 487, the caller hung up."),
  missing: countField.describe("Of these: nobody reported an outcome within `OUTCOME_EXPECTED_S`."),
};

export const totalsSchema = z.object({ ...counts, successRate });

const { abandoned: _, ...seriesCounts } = counts;

/** Each is empty until it was looked at for the first time. */
const probesSchema = z.object({
  verified: z
    .object({ version: versionField, result: z.enum(verificationResults), at: instantField })
    .nullable()
    .describe("What probing the last new version at every front door has shown."),
  targets: z.array(
    z.object({
      name: z.string(),
      lastProbedAt: instantField.nullable(),
      probed: countField,
      failed: countField,
      slowestMs: countField,
      failing: countField.describe("Expectations that failed when they were last probed there."),
      firstFailing: z.array(z.string()),
    }),
  ),
  countedFrom: instantField,
}) satisfies z.ZodType<DescribedProbes>;

const expectationsSchema = z.object({
  version: versionField,
  checkedAt: instantField,
  total: countField,
  broken: countField.describe("How many do not hold."),
  firstBroken: z.array(
    z.object({
      name: z.string(),
      owner: z.string(),
      unmet: z.array(z.object({ field: z.string(), wanted: z.string(), got: z.string() })),
    }),
  ),
}) satisfies z.ZodType<CheckedExpectations>;

const byTerritory = z.array(
  totalsSchema.extend({ territory: z.string().describe("`unknown` where it is not known.") }),
);
const byIngress = z.array(totalsSchema.extend({ ingress: z.string() }));
const flags = z.record(z.string(), countField).describe("Of all recorded decisions, without the names behind a colon.");

/** `GET /v1/watch`. */
export const watchSchema = z.object({
  asOf: instantField.describe("Up to when everything that had reached the trail is counted."),
  windowS: z.int().min(1).max(86_400),
  complete: z
    .boolean()
    .describe("False while the timer does not run, is behind, or has not been watching for all of the window."),
  totals: totalsSchema,
  byTerritory,
  byIngress,
  byRoute: z
    .array(
      z.object({
        name: z.string().describe("`other` for one that the decision did not name."),
        tried: countField,
        answered: countField,
        failed: countField,
        consecutiveFailures: countField.describe("Now, whatever the window; at most 100 calls are looked at."),
        lastAnsweredAt: instantField.nullable(),
      }),
    )
    .describe("Routes that were tried in the window, or in the last 31 days."),
  flags,
  series: z.array(z.object({ from: instantField, ...seriesCounts })).describe("Every minute of the window."),
  probes: probesSchema.partial().describe("What probes of expectations found; empty where there are none."),
  expectations: expectationsSchema.partial().describe("How many expectations hold; empty before the first look."),
  alarms: z.array(alarmSchema).describe("The open alarms, the oldest first."),
}) satisfies z.ZodType<WatchAnswer>;

const delayMs = z.int().min(0).nullable();

const reportedFigures = {
  totals: totalsSchema,
  delays: z
    .object({ p50Ms: delayMs, p95Ms: delayMs })
    .describe("From the decision to the answer, to 2.5 %; null where that is not known."),
  byTerritory,
  byIngress,
  byRoute: z.array(z.object({ name: z.string(), tried: countField, answered: countField, failed: countField })),
  flags,
};

/** `GET /v1/watch/report` as JSON. */
export const watchReportSchema = z.object({
  from: instantField,
  to: instantField,
  complete: z.boolean().describe("Whether the window is over, and was watched from its beginning."),
  ...reportedFigures,
  quarters: z.array(z.object({ from: instantField, ...reportedFigures })).describe("Every quarter of an hour."),
  changes: z
    .array(
      z.object({
        version: versionField,
        hash: hashField,
        author: z.string(),
        reason: z.string(),
        activatedAt: instantField,
      }),
    )
    .describe("The versions that were live in the window, the oldest first."),
  alarms: z.array(
    z.object({
      at: instantField,
      what: z.enum(["raised", "cleared"]),
      alarm: alarmSchema.shape.alarm,
      subject: z.string(),
      since: instantField,
    }),
  ),
  verification: z
    .object({
      complete: z.boolean().describe("False if the window is too long to be verified at once."),
      intact: z.boolean().nullable(),
      keyed: z.boolean().nullable(),
      events: countField.nullable(),
      chains: countField.nullable(),
    })
    .describe("Whether the trail of the window is whole and unaltered. If not complete, verify the days."),
}) satisfies z.ZodType<WatchReport>;
