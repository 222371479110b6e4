import * as z from "zod";
import { territoryCodeSchema } from "../../catalogue/territory-name.ts";
import type { Log } from "../../log.ts";
import { pace } from "../../pace.ts";
import { shorten } from "../../shorten.ts";
import { memberOf, parsedOrNull, type RecordedRequest } from "../recorded-event.ts";
import type { PartOfPast } from "./parts-backwards.ts";
import { type ReadableTrail, readStretch } from "./read-trail.ts";
import { isAskedFor } from "./trail-query.ts";
import { walkRecentPast } from "./walk-recent-past.ts";

/** The flags of calls to numbers that the configuration does not have, or not as they were dialled. */
export const countedFlags = ["unprovisioned", "suspected"] as const;

export type CountedFlag = (typeof countedFlags)[number];

/** How often a number was dialled with each flag. `territory`: where; null when neither decision nor request says. */
export type FlaggedNumber = Readonly<Record<CountedFlag, number>> & {
  readonly territory: string | null;
  /** The short code, or what was dialled where none was found. */
  readonly number: string;
};

/**
 * Counts of the recent past. `since`: the instant back to which everything was read, null when nothing was. `complete`: whether
 * that is all that was asked for.
 */
export type FlaggedNumbers = {
  readonly complete: boolean;
  readonly since: string | null;
  readonly numbers: readonly FlaggedNumber[];
};

export type FlaggedNumbersOptions = {
  readonly tables: ReadableTrail;
  readonly log: Log;
  readonly nowMs: number;
  /** How long the reading may take. */
  readonly budgetMs?: number;
  readonly daysBack?: number;
};

/**
 * Counts the flagged numbers of the last days, the latest first, until the budget is spent: a trail of a million events takes
 * longer. Does not throw when the store fails.
 */
export async function readFlaggedNumbers(options: FlaggedNumbersOptions): Promise<FlaggedNumbers> {
  const { tables, log, nowMs, budgetMs = 10_000, daysBack = 31 } = options;
  const counted = new Map<string, FlaggedNumber>();
  const { isDone, since } = await walkRecentPast(
    { log, nowMs, daysBack, budgetMs, warning: "not all flagged calls could be counted" },
    (part, signal) => readPart(tables, part, signal),
    ({ numbers }) => {
      for (const number of numbers) add(counted, number);
      return "more";
    },
  );
  return { complete: isDone, since, numbers: [...counted.values()] };
}

function add(counted: Map<string, FlaggedNumber>, number: FlaggedNumber): void {
  const key = `${number.territory} ${number.number}`;
  const known = counted.get(key);
  counted.set(key, known === undefined ? number : sum(known, number));
}

const sum = (a: FlaggedNumber, b: FlaggedNumber): FlaggedNumber => ({
  ...a,
  unprovisioned: a.unprovisioned + b.unprovisioned,
  suspected: a.suspected + b.suspected,
});

type Part = { readonly rows: number; readonly numbers: readonly FlaggedNumber[] };

async function readPart(tables: ReadableTrail, part: PartOfPast, signal: AbortSignal): Promise<Part> {
  const parts = await Promise.all(countedFlags.map((flag) => readFlag(tables, flag, part, signal)));
  return { rows: Math.max(...parts.map(({ rows }) => rows)), numbers: parts.flatMap(({ numbers }) => numbers) };
}

/** Few enough that parsing a page does not hold up calls in the same process. */
const rowsAtOnce = 400;

async function readFlag(
  tables: ReadableTrail,
  flag: CountedFlag,
  { fromMs, beforeMs, rowsAtMost }: PartOfPast,
  signal: AbortSignal,
): Promise<Part> {
  const filters = { type: "emergency-call.decided.v1", flag } as const;
  const stretch = { after: new Date(fromMs).toISOString(), before: new Date(beforeMs).toISOString(), filters };
  const numbers: FlaggedNumber[] = [];
  let rows = 0;
  const options = { pageSize: rowsAtOnce, ahead: false, isLate: () => signal.aborted };
  for await (const row of readStretch(tables, stretch, options)) {
    rows += 1;
    if (rows > rowsAtMost) break;
    if (pace.isDue()) await pace.rest();
    const number = row.text === null || !isAskedFor(row, filters) ? null : numberOf(row.text);
    if (number !== null) numbers.push({ ...number, unprovisioned: 0, suspected: 0, [flag]: 1 });
  }
  return { rows, numbers };
}

const recordedSchema = z.object({
  data: z.looseObject({
    decision: z.object({
      number: z.object({
        normalised: z.string(),
        shortCode: z.string().nullable(),
        territory: z.string().nullable(),
        candidateTerritories: z.array(z.string()),
      }),
    }),
  }),
});

const longestNumber = 40;

/** The number of a recorded decision; null when it cannot be read. */
function numberOf(text: string): Pick<FlaggedNumber, "territory" | "number"> | null {
  const recorded = recordedSchema.safeParse(parsedOrNull(text));
  if (!recorded.success) return null;
  const { data } = recorded.data;
  const { normalised, shortCode, territory, candidateTerritories } = data.decision.number;
  const [only, ...others] = candidateTerritories;
  const known = territory ?? (others.length === 0 ? only : undefined) ?? territoryIn(data);
  return { territory: known, number: shortCode ?? shorten(normalised, longestNumber) };
}

/** The territory that the request gave: the decision about what is only suspected has none. */
function territoryIn(recorded: RecordedRequest): string | null {
  const read = territoryCodeSchema.safeParse(memberOf(recorded, "territory"));
  return read.success ? read.data : null;
}
