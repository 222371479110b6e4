import { starterConfiguration } from "../shared/config/change/starter-configuration.ts";
import { compileSnapshot } from "../shared/config/compile/compile-snapshot.ts";
import { readCallSetup } from "../shared/recognition/read-call-setup.ts";
import { decide } from "../shared/routing/decide.ts";
import { measureCallForms } from "./call-forms.ts";
import { type CpuSample, cpuTimeOfEach, cpuUsOf } from "./measure/cpu-time.ts";
import { type Contestant, type Figure, figureOf, interleave, ratioOf } from "./measure/interleave.ts";
import { rounded, wholeNumber, withRange } from "./measure/table.ts";
import { measureRecognition } from "./recognition.ts";
import type { Report } from "./run-benchmarks.ts";
import {
  type CallBody,
  emergencyCall,
  manyCalls,
  mixedCall,
  oddCall,
  ordinaryCall,
  suspectedCall,
} from "./traffic/calls.ts";
import { makeRandom, type Random } from "./traffic/random.ts";

const rounds = 7;
const callsASample = 50_000;
const lookUpsASample = 500_000;

const mixed = "1 % emergencies";

const kinds: Readonly<Record<string, (random: Random) => CallBody>> = {
  "emergency numbers": emergencyCall,
  "ordinary numbers": ordinaryCall,
  "odd input": oddCall,
  "suspected numbers": suspectedCall,
  [mixed]: mixedCall,
};

/** Some 1,000 numbers: the emergency numbers of every territory. */
const document = starterConfiguration();

/** A call that was read to its decision, compared with one Map look-up of the same string; then recognition alone, and the forms of a call. */
export async function coreDecision(): Promise<Report> {
  const found: Found[] = [];
  for (const [kind, makeCall] of Object.entries(kinds)) found.push(await measureKind(kind, makeCall));
  const table = {
    title: `The decision core, ${wholeNumber(document.numbers.length)} numbers configured`,
    columns: ["calls", "Map.get, µs", "decide, µs", "÷ Map.get", "decisions/s", "read and decide, µs"],
    rows: found.map(({ row }) => row),
  };
  const ratio = found.find(({ kind }) => kind === mixed)?.ratio ?? Number.NaN;
  const recognition = await measureRecognition();
  const forms = await measureCallForms();
  return {
    tables: [table, recognition.table, forms.table],
    measures: [{ goal: "1", value: ratio }, recognition.measure, forms.measure],
  };
}

/** `ratio`: of a decision and a look-up. */
type Found = { readonly kind: string; readonly row: readonly string[]; readonly ratio: number };

async function measureKind(kind: string, makeCall: (random: Random) => CallBody): Promise<Found> {
  const results = await interleave(rounds, await contestants(makeCall));
  const figure = (name: string): Figure => figureOf(results, name, cpuUsOf);
  const ratio = ratioOf(results, { name: "decide", base: "look up", read: cpuUsOf });
  const row = [
    kind,
    rounded(figure("look up").median),
    withRange(figure("decide")),
    withRange(ratio),
    rounded(1_000_000 / figure("decide").median),
    withRange(figure("read and decide")),
  ];
  return { kind, row, ratio: ratio.median };
}

/** Every sample parses its strings anew from JSON, as a call brings them: none has been hashed before. */
async function contestants(makeCall: (random: Random) => CallBody): Promise<readonly Contestant<CpuSample>[]> {
  const snapshot = await compileSnapshot(document);
  const codes = document.numbers.flatMap(({ territory, shortCode }) => [
    shortCode,
    `+${snapshot.plan.callingCodeOf(territory)}${shortCode}`,
  ]);
  const known = new Map(codes.map((code) => [code, { length: code.length }]));
  const config = { version: 1, hash: "sha256:0", source: "live", ageMs: 812 } as const;
  const nowMs = Date.parse("2026-11-22T12:35:01.123Z");
  const newId = () => "0198c1f0-5a3e-7cc2-9d55-0f6c2f1a9b10";

  const bodies = JSON.stringify(manyCalls(callsASample, makeRandom(1), makeCall));
  const parties = JSON.stringify(
    manyCalls(lookUpsASample, makeRandom(1), makeCall).map(({ calledParty }) => calledParty),
  );
  const readBodies = (): CallBody[] => JSON.parse(bodies);
  const readAndDecide = (body: unknown): number => {
    const read = readCallSetup(body, newId);
    return read === null ? 0 : decide(read, { snapshot, config }, { nowMs, decisionId: newId() }).flags.length;
  };
  return [
    {
      name: "look up",
      sample: () => cpuTimeOfEach<string>(JSON.parse(parties), (party) => known.get(party)?.length ?? 0),
    },
    {
      name: "decide",
      sample: () =>
        cpuTimeOfEach(
          readBodies().flatMap((body) => readCallSetup(body, newId) ?? []),
          (read) => decide(read, { snapshot, config }, { nowMs, decisionId: newId() }).flags.length,
        ),
    },
    { name: "read and decide", sample: () => cpuTimeOfEach(readBodies(), readAndDecide) },
  ];
}
