import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CompiledDocument } from "../../../../shared/config/compiled-document.ts";
import type { ConfigDocument } from "../../../../shared/config/document.ts";
import {
  type StartSimulationOptions,
  simulateChange,
  startSimulation,
} from "../../../../shared/config/simulate/simulate-change.ts";
import { type SimulatedCall, visitEach } from "../../../../shared/config/simulate/simulated-call.ts";
import type { ChangedDecisions, SeenCalls } from "../../../../shared/config/simulate/simulation.ts";
import { readCallSetup } from "../../../../shared/recognition/read-call-setup.ts";
import { arbitraryDocument } from "../../../support/config/arbitrary-document.ts";
import { compiled, compiledOf } from "../../../support/config/compiled-document.ts";

const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
const nothingSeen: SeenCalls = { status: "complete", since: null, calls: [] };

const readCall = (event: object) => {
  const read = readCallSetup(event, () => "made-1");
  if (read === null) throw new Error("the event has no called party");
  return read;
};

const simulated = (source: SimulatedCall["source"], event: object): SimulatedCall => ({
  source,
  read: readCall(event),
  atMs: null,
});

/** What becomes of these calls. */
async function simulate({ calls, ...options }: StartSimulationOptions & { readonly calls: readonly SimulatedCall[] }) {
  const { decide, result } = startSimulation(options);
  await visitEach(calls, decide);
  return result();
}

const small = {
  ingresses: [
    { name: "zoom", spellings: ["plus-country-short-code", "tel"] },
    { name: "teams", spellings: ["short-code"], masks: [{ dialled: "9999", shortCode: "999" }] },
  ],
  territories: [{ code: "GB", callingCode: "44", routeSet: "uk" }],
  numbers: ["999", "112"].map((shortCode) => ({
    territory: "GB",
    shortCode,
    class: "emergency",
    services: ["fire", "police"],
  })),
  conversions: [
    {
      name: "short-code",
      steps: [{ do: "strip-calling-code" }, { do: "set-calling-party", table: "callbacks" }],
      examples: [{ in: "+44999", out: "999" }],
    },
  ],
  routeSets: [
    { name: "uk", routes: [{ name: "a", host: "a.example" }] },
    { name: "new", routes: [{ name: "b", host: "b.example" }] },
  ],
  defaults: { unprovisioned: "ordinary", conversion: "short-code" },
};
const withLists = (lists: object): Promise<CompiledDocument> => compiledOf({ ...small, ...lists });

const tryChange = async (
  before: CompiledDocument | Promise<CompiledDocument>,
  after: CompiledDocument | Promise<CompiledDocument>,
  recent = nothingSeen,
) => simulateChange({ before: await before, after: await after, recent, given: [], nowMs });

const dialled = (groups: readonly ChangedDecisions[]): readonly string[] =>
  groups.flatMap(({ calls }) =>
    calls.map((call) => `${call.calledParty} ${call.territory ?? "-"} ${call.ingress ?? "-"}`),
  );

describe("a simulated change", () => {
  it("that changes nothing changes no decision, whatever the document", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (document) => {
        const effect = await tryChange(compiled(document), compiled(structuredClone(document)));
        expect(effect).toMatchObject({ differing: 0, decisionsChanged: [], truncated: false });
      }),
      { numRuns: 15 },
    );
  });

  it("tells of exactly as many decisions one way as the other", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, arbitraryDocument, async (one, other) => {
        const without = (document: ConfigDocument) => compiled({ ...document, ingresses: [], tenants: [] });
        const there = await tryChange(without(one), without(other));
        const back = await tryChange(without(other), without(one));
        expect(back.differing).toBe(there.differing);
      }),
      { numRuns: 10 },
    );
  });

  it("that removes a number shows in every spelling that an ingress accepts", async () => {
    const effect = await tryChange(withLists({}), withLists({ numbers: small.numbers.slice(1) }));
    expect(new Set(dialled(effect.decisionsChanged))).toEqual(
      new Set([
        ...["+44999", "999", "+999", "0044999", "01144999"].map((text) => `${text} GB -`),
        ...["tel:+44999", "tel:999;phone-context=+44"].flatMap((text) => [`${text} GB -`, `${text} GB zoom`]),
        ...["sip:+44999@sbc.example;user=phone", "sip:999@sbc.example;user=phone"].map((text) => `${text} GB -`),
        "+44999 GB zoom",
        "999 GB teams",
        "9999 GB teams",
        "+44999 - -",
      ]),
    );
    expect(effect.differing).toBe(dialled(effect.decisionsChanged).length);
  });

  it("tells what a decision was and what it would be, and brings together those that change alike", async () => {
    const effect = await tryChange(
      withLists({}),
      withLists({ numbers: [{ ...small.numbers[0], routeSet: "new" }, small.numbers[1]] }),
    );
    const numbers = effect.decisionsChanged.filter(({ source }) => source === "configured");
    const [placed, unplaced, ...others] = numbers;
    expect(others).toEqual([]);
    expect(unplaced).toMatchObject({ before: { flags: ["ambiguous-territory"] }, calls: [{ territory: null }] });
    expect(placed).toMatchObject({
      fields: ["routes", "contacts"],
      before: {
        class: "emergency",
        number: { territory: "GB", shortCode: "999", services: ["fire", "police"] },
        conversion: { name: "short-code", calledParty: "999" },
        routes: [{ name: "a", requestUri: "sip:999@a.example;user=phone" }],
      },
      after: { class: "emergency", routes: [{ name: "b" }] },
      count: 14,
    });
  });

  it("is tried at the instants at which a number begins to hold", async () => {
    const validFrom = "2026-12-01T00:00:00.000Z";
    const numbers = [...small.numbers, { territory: "GB", shortCode: "5550", class: "emergency", validFrom }];
    const { decisionsChanged } = await tryChange(withLists({}), withLists({ numbers }));
    // Until then it is suspected.
    const emergencies = decisionsChanged.filter(({ after }) => after.class === "emergency");
    const instants = emergencies.flatMap(({ calls }) => calls).filter(({ calledParty }) => calledParty === "5550");
    expect(instants.length).toBeGreaterThan(0);
    expect(instants.every(({ at }) => at === validFrom)).toBe(true);
  });

  it("says how much of the recent past it was tried against", async () => {
    const calls = [readCall({ calledParty: "999", territory: "GB" })];
    const unavailable = await tryChange(withLists({}), withLists({}), {
      status: "unavailable",
      since: null,
      calls: [],
    });
    expect(unavailable.recentCalls).toEqual({ status: "unavailable", since: null, calls: 0 });
    const since = "2026-11-21T00:00:00.000Z";
    const partial = await tryChange(withLists({}), withLists({}), { status: "partial", since, calls });
    expect(partial).toMatchObject({ recentCalls: { status: "partial", since, calls: 1 }, simulatedFrom: { trail: 1 } });
  });
});

describe("the decisions that differ", async () => {
  const { snapshot: before } = await withLists({});
  const { snapshot: after } = await withLists({ numbers: [] });
  const event = { callId: "c", calledParty: '"Bob" <tel:999>', territory: "GB", callingParty: "+441632960123" };

  it("tell of a real call nothing that could name the caller", async () => {
    const tables = new Map([["callbacks", new Map([["+441632960123", "+441632960999"]])]]);
    const calls = [simulated("trail", { ...event, locationKey: "75056", attributes: { a: "b" } })];
    const { decisionsChanged } = await simulate({ before: { ...before, tables }, after, calls, nowMs });
    const text = JSON.stringify(decisionsChanged);
    expect(decisionsChanged[0]?.calls).toEqual([{ calledParty: "999", ingress: null, tenant: null, territory: "GB" }]);
    for (const told of ["1632960", "Bob", "75056"]) expect(text).not.toContain(told);
  });

  it("tell of a call that was given with the request all that was given", async () => {
    const tables = new Map([["callbacks", new Map([["+441632960123", "+441632960999"]])]]);
    const calls = [simulated("request", event)];
    const { decisionsChanged } = await simulate({ before: { ...before, tables }, after, calls, nowMs });
    expect(decisionsChanged[0]).toMatchObject({
      before: { conversion: { callingParty: "+441632960999" } },
      calls: [event],
    });
  });

  it("are all counted, though not all of many are listed", async () => {
    const calls = Array.from({ length: 50 }, () => simulated("request", event));
    const limits = { groupsAtMost: 1, callsAtMost: 20 };
    const many = await simulate({ before, after, calls, nowMs, limits });
    expect(many).toMatchObject({ simulated: 50, differing: 50, truncated: true });
    expect(many.decisionsChanged.map(({ count, calls }) => [count, calls.length])).toEqual([[50, 20]]);
    const unlike = [...calls.slice(0, 2), simulated("trail", event)];
    const few = await simulate({ before, after, calls: unlike, nowMs, limits });
    expect(few).toMatchObject({ differing: 3, truncated: true, decisionsChanged: [{ source: "request", count: 2 }] });
  });

  it("are found while others have their turn", async () => {
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    const calls = Array.from({ length: 5_000 }, () => simulated("request", event));
    await simulate({ before, after, calls, nowMs });
    isDone = true;
    expect(turns).toBeGreaterThan(3);
  });
});
