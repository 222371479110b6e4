import { describe, expect, it } from "vitest";
import { simulateChange } from "../../../../shared/config/simulate/simulate-change.ts";
import { withoutSharing } from "../../../../shared/config/simulate/without-sharing.ts";
import { readCallSetup } from "../../../../shared/recognition/read-call-setup.ts";
import { compiled } from "../../../support/config/compiled-document.ts";
import { smallWith } from "../../../support/config/small-document.ts";

type RouteFields = { readonly host: string; readonly name?: string; readonly order?: number; readonly weight?: number };

/** The small document with these routes of emergencies, of one order unless they say otherwise. */
const routed = (...routes: readonly RouteFields[]) =>
  compiled(
    smallWith(({ routeSets }) => ({
      routeSets: routeSets.map((set) =>
        set.name === "emergency"
          ? { ...set, routes: routes.map(({ host, ...fields }) => ({ name: host, host, order: 1, ...fields })) }
          : set,
      ),
    })),
  );

const calls = Array.from({ length: 40 }, (_, i) => {
  const read = readCallSetup({ callId: `call-${i}`, calledParty: "999", territory: "GB" }, () => "");
  if (read === null) throw new Error("it has a called party");
  return read;
});

async function differing(before: ReturnType<typeof routed>, after: ReturnType<typeof routed>): Promise<number> {
  const recent = { status: "complete", since: null, calls } as const;
  const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
  return (await simulateChange({ before: await before, after: await after, recent, given: calls, nowMs })).differing;
}

describe("shared load in a simulation", () => {
  it.each<[string, readonly RouteFields[]]>([
    ["other weights", [{ host: "a.example", weight: 9 }, { host: "b.example" }]],
    ["another place in the list", [{ host: "b.example" }, { host: "a.example" }]],
    [
      "another number of their order",
      [
        { host: "a.example", order: 7 },
        { host: "b.example", order: 7 },
      ],
    ],
  ])("is no changed decision with %s", async (_, routes) => {
    expect(await differing(routed({ host: "a.example" }, { host: "b.example" }), routed(...routes))).toBe(0);
  });

  it("is a changed decision for every call with another host", async () => {
    const before = routed({ host: "a.example" }, { host: "b.example" });
    expect(await differing(before, routed({ host: "a.example" }, { host: "c.example" }))).toBeGreaterThan(80);
  });

  it("leaves a snapshot as it is where no load is shared", async () => {
    const { snapshot } = await routed({ host: "a.example" }, { host: "b.example", order: 2 });
    expect(withoutSharing(snapshot)).toBe(snapshot);
  });
});
