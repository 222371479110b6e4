import { starterConfiguration } from "../shared/config/change/starter-configuration.ts";
import { compileSnapshot } from "../shared/config/compile/compile-snapshot.ts";
import type { ReadCall } from "../shared/recognition/call-setup.ts";
import { readCallSetup } from "../shared/recognition/read-call-setup.ts";
import { readSipjson } from "../shared/recognition/read-sipjson.ts";
import { decide } from "../shared/routing/decide.ts";
import type { Decision } from "../shared/routing/decision.ts";
import { writeRtjson } from "../shared/routing/write-rtjson.ts";
import type { Measure } from "./goals.ts";
import { type CpuSample, cpuTimeOfEach, cpuUsOf } from "./measure/cpu-time.ts";
import { type Contestant, figureOf, interleave, ratioOf } from "./measure/interleave.ts";
import { type Table, withRange } from "./measure/table.ts";
import { type CallBody, emergencyCall, manyCalls } from "./traffic/calls.ts";
import { makeRandom } from "./traffic/random.ts";

const rounds = 11;
const callsASample = 20_000;

const newId = () => "0198c1f0-5a3e-7cc2-9d55-0f6c2f1a9b10";
const audit = { eventId: newId(), status: "published" };

/** How a call is written, read and answered. */
type Form = {
  readonly write: (call: CallBody) => string;
  readonly read: (body: unknown) => ReadCall | null;
  readonly answer: (decision: Decision) => string;
};

const plain: Form = {
  write: (call) => JSON.stringify({ ...call, calledParty: requestUri(call), callingParty: from(call) }),
  read: (body) => readCallSetup(body, newId),
  answer: (decision) => JSON.stringify({ ...decision, audit }),
};

const answersRtjson: Form = { ...plain, answer: (decision) => JSON.stringify({ ...writeRtjson(decision), audit }) };

const kamailios: Form = {
  ...answersRtjson,
  write: (call) =>
    JSON.stringify({
      ...{ mt: 2, rm: "INVITE", pr: "udp", si: "192.0.2.1", sp: 5060, Ri: "192.0.2.9", Rp: 5060, ru: requestUri(call) },
      ...{
        rU: call.calledParty,
        rd: "sbc1.example.net",
        rp: 0,
        rs: 0,
        rr: "",
        fU: call.callingParty,
        fd: "zoom.example",
      },
      ...{ ua: "", ci: call.callId },
    }),
  read: (body) => readSipjson(body, "zoom", newId),
};

const requestUri = ({ calledParty }: CallBody): string => `sip:${calledParty}@sbc1.example.net`;
const from = ({ callingParty }: CallBody): string => `sip:${callingParty}@zoom.example`;

/** An emergency from the text of the question to the text of the answer: Kamailio's answer, and both of its forms, compared with the plain ones. */
export async function measureCallForms(): Promise<{ readonly table: Table; readonly measure: Measure }> {
  const forms = { plain, "plain to rtjson": answersRtjson, "sipjson to rtjson": kamailios };
  const contestants = await Promise.all(Object.entries(forms).map(([name, form]) => contestant(name, form)));
  const results = await interleave(rounds, contestants);
  const ratio = (name: keyof typeof forms) => ratioOf(results, { name, base: "plain", read: cpuUsOf });
  const others = ["plain to rtjson", "sipjson to rtjson"] as const;
  const table = {
    title: "The forms of a call",
    columns: ["calls", "plain, µs", ...others.flatMap((name) => [`${name}, µs`, "÷ plain"])],
    rows: [
      [
        "emergency numbers",
        withRange(figureOf(results, "plain", cpuUsOf)),
        ...others.flatMap((name) => [withRange(figureOf(results, name, cpuUsOf)), withRange(ratio(name))]),
      ],
    ],
  };
  return { table, measure: { goal: "12", value: ratio("plain to rtjson").median } };
}

async function contestant(name: string, { write, read, answer }: Form): Promise<Contestant<CpuSample>> {
  const snapshot = await compileSnapshot(starterConfiguration());
  const config = { version: 1, hash: "sha256:0", source: "live", ageMs: 812 } as const;
  const stamp = { nowMs: Date.parse("2026-11-22T12:35:01.123Z"), decisionId: newId() };
  const texts = manyCalls(callsASample, makeRandom(3), emergencyCall).map(write);
  const answerLength = (text: string): number => {
    const call = read(JSON.parse(text));
    return call === null ? 0 : answer(decide(call, { snapshot, config }, stamp)).length;
  };
  return { name, sample: () => cpuTimeOfEach(texts, answerLength) };
}
