import { catalogue } from "../shared/catalogue/catalogue.ts";
import { starterConfiguration } from "../shared/config/change/starter-configuration.ts";
import { compileSnapshot } from "../shared/config/compile/compile-snapshot.ts";
import type { CallSetup } from "../shared/recognition/call-setup.ts";
import { lazyCallerPlace } from "../shared/recognition/caller-territories.ts";
import { normaliseParty } from "../shared/recognition/normalise-party.ts";
import { readCallSetup } from "../shared/recognition/read-call-setup.ts";
import { recognise } from "../shared/recognition/recognise.ts";
import type { Measure } from "./goals.ts";
import { type CpuSample, cpuTimeOfEach, cpuUsOf } from "./measure/cpu-time.ts";
import { type Contestant, figureOf, interleave, type Results, ratioOf } from "./measure/interleave.ts";
import { type Table, withRange } from "./measure/table.ts";
import { manyCalls, ordinaryCall } from "./traffic/calls.ts";
import { makeRandom } from "./traffic/random.ts";

const rounds = 7;
/** Each takes about a tenth of a second. */
const ourNumbersASample = 100_000;
const theirNumbersASample = 20_000;

/** What was dialled. */
type Dialled = {
  readonly text: string;
  /** The part of it that is tested in one region, and the region. */
  readonly tested: string;
  readonly region: string;
  /** Where the call states it. */
  readonly territory: string | null;
};

const emergencies = catalogue.filter(({ tier, class: callClass }) => tier === "primary" && callClass === "emergency");

/** The three kinds of numbers that are recognised. */
const kinds: Readonly<Record<string, () => readonly Dialled[]>> = {
  "short code, territory known": () =>
    emergencies.map(({ shortCode, territory }) => ({
      text: shortCode,
      tested: shortCode,
      region: territory,
      territory,
    })),
  "calling code and short code": () =>
    emergencies.map(({ shortCode, callingCode, territory }) => ({
      text: `+${callingCode}${shortCode}`,
      tested: shortCode,
      region: territory,
      territory: null,
    })),
  "ordinary number": () =>
    manyCalls(1_000, makeRandom(2), ordinaryCall)
      .filter(({ calledParty }) => calledParty.startsWith("+"))
      .map(({ calledParty }) => ({ text: calledParty, tested: calledParty, region: "GB", territory: null })),
};

/**
 * From the string to its class, compared with libphonenumber's test for one region and, where only the calling code is known,
 * for every region of that code.
 */
export async function measureRecognition(): Promise<{ readonly table: Table; readonly measure: Measure }> {
  const rows: string[][] = [];
  const ratios: number[] = [];
  for (const [kind, makeNumbers] of Object.entries(kinds)) {
    const numbers = makeNumbers();
    const results = await interleave(rounds, [await ours(numbers), ...(await libphonenumber(numbers))]);
    rows.push([
      kind,
      withRange(figureOf(results, "ours", cpuUsOf)),
      ...comparedWith(results, "one region"),
      ...comparedWith(results, "every region"),
    ]);
    if (results.has("every region"))
      ratios.push(ratioOf(results, { name: "ours", base: "every region", read: cpuUsOf }).median);
  }
  const table = {
    title: "Recognition beside libphonenumber",
    columns: ["number", "ours, µs", "isEmergencyNumber, µs", "ours ÷ it", "parse and every region, µs", "ours ÷ it"],
    rows,
  };
  // The worse kind of numbers counts.
  return { table, measure: { goal: "2", value: Math.max(...ratios) } };
}

function comparedWith(results: Results<CpuSample>, base: string): readonly [string, string] {
  if (!results.has(base)) return ["", ""];
  const ratio = ratioOf(results, { name: "ours", base, read: cpuUsOf });
  return [withRange(figureOf(results, base, cpuUsOf)), withRange(ratio)];
}

async function ours(numbers: readonly Dialled[]): Promise<Contestant<CpuSample>> {
  const { plan, defaultIngress, everyIngress } = await compileSnapshot(starterConfiguration());
  const nowMs = Date.parse("2026-11-22T12:35:01.123Z");
  const noTenants = new Map<string, string>();
  const classOf = (call: CallSetup): number => {
    const party = normaliseParty(call.calledParty);
    return recognise({
      call,
      party,
      profile: defaultIngress,
      locatedIn: null,
      everyIngress,
      tenantTerritories: noTenants,
      callerPlace: lazyCallerPlace(call.callingParty),
      plan,
      nowMs,
    }).class.length;
  };
  return { name: "ours", sample: () => cpuTimeOfEach(fresh(numbers, ourNumbersASample).map(asCall), classOf) };
}

const asCall = ({ text, territory }: Dialled): CallSetup => {
  const read = readCallSetup({ callId: "1", calledParty: text, territory }, () => "1");
  if (read === null) throw new Error(`${text} is not read as a call`);
  return read.call;
};

/** Loaded only here: its tables are large. */
async function libphonenumber(numbers: readonly Dialled[]): Promise<readonly Contestant<CpuSample>[]> {
  const { default: library } = await import("google-libphonenumber");
  const shortNumbers = library.ShortNumberInfo.getInstance();
  const util = library.PhoneNumberUtil.getInstance();
  const inOneRegion = ({ tested, region }: Dialled) => Number(shortNumbers.isEmergencyNumber(tested, region));
  const inEveryRegion = ({ text, region }: Dialled): number => {
    const number = util.parse(text, region);
    const code = util.getNationalSignificantNumber(number);
    const regions = util.getRegionCodesForCountryCode(number.getCountryCodeOrDefault());
    return Number(regions.some((candidate) => shortNumbers.isEmergencyNumber(code, candidate)));
  };
  const oneRegion = {
    name: "one region",
    sample: () => cpuTimeOfEach(fresh(numbers, theirNumbersASample), inOneRegion),
  };
  const everyRegion = {
    name: "every region",
    sample: () => cpuTimeOfEach(fresh(numbers, theirNumbersASample), inEveryRegion),
  };
  return numbers.every(({ territory }) => territory === null) ? [oneRegion, everyRegion] : [oneRegion];
}

/** The numbers repeated, as new strings. */
function fresh(numbers: readonly Dialled[], count: number): readonly Dialled[] {
  const many = Array.from({ length: count }, (_, i) => numbers[i % numbers.length]);
  return JSON.parse(JSON.stringify(many));
}
