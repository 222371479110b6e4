import { describe, expect, it } from "vitest";
import { compileSnapshot } from "../../../../shared/config/compile/compile-snapshot.ts";
import { readCallSetup } from "../../../../shared/recognition/read-call-setup.ts";
import { base, type Change, changed, findBetween, findBetweenCompiled } from "../../../support/config/dangers-of.ts";

/** Dangers of a change after calls of the recent past. */
async function dangersAfter(calls: readonly object[], change: Change) {
  const read = calls.flatMap((call) => readCallSetup(call, () => "made") ?? []);
  const recent = { status: "complete", since: null, calls: read } as const;
  return (await findBetween(base, changed(base, change), recent)).map(({ danger, items }) => [danger, ...items]);
}

const zoom: Change = (d) => ({
  ingresses: [...d.ingresses, { name: "zoom", spellings: ["tel"], strictSpellings: true }],
});

describe("an emergency that is decided otherwise", () => {
  it("is a danger of its own where nothing else tells why, with nothing of who called", async () => {
    const call = {
      ingress: "zoom",
      calledParty: '"Ann" <sip:+44999@h>',
      callingParty: "+441632960123",
      territory: "GB",
    };
    expect(await dangersAfter([call], zoom)).toEqual([
      ["changes-emergency-decision", "+44999 at zoom in GB: class, territory, called party, routes, retry on"],
    ]);
  });

  it("is none where it is an emergency through the new ingress as well", async () => {
    expect(await dangersAfter([{ ingress: "zoom", calledParty: "tel:+44999", territory: "GB" }], zoom)).toEqual([]);
  });

  it("is none for a call that was no emergency", async () => {
    expect(await dangersAfter([{ ingress: "zoom", calledParty: "+44101", territory: "GB" }], zoom)).toEqual([]);
  });

  it("is told once, by the danger that accounts for it", async () => {
    const call = { ingress: "teams", calledParty: "999", territory: "GB" };
    const isGone: Change = () => ({ ingresses: [] });
    expect((await dangersAfter([call], isGone)).map(([danger]) => danger)).toEqual(["removes-mask", "removes-ingress"]);
  });

  it("is none where a conversion that failed does so no more", async () => {
    const rows = new Map([["75056", "0155667788"]]);
    const damaged = {
      document: base,
      snapshot: { ...(await compileSnapshot(base)), damagedConversions: new Set(["by-commune"]) },
    };
    const repaired = changed(base, (d) => ({
      lookupTables: d.lookupTables.map((table) => ({ ...table, version: 8 })),
    }));
    const call = { calledParty: "+3318", territory: "FR", locationKey: "75056" };
    const recent = {
      status: "complete",
      since: null,
      calls: [readCallSetup(call, () => "made")].flatMap((c) => c ?? []),
    };
    const after = { document: repaired, snapshot: await compileSnapshot(repaired, new Map([["fr-communes", rows]])) };
    expect(await findBetweenCompiled(damaged, after, { ...recent, status: "complete" })).toEqual([]);
  });

  it("is told besides what accounts for others", async () => {
    const call = { ingress: "zoom", calledParty: "+44999", territory: "GB" };
    const both: Change = (d) => ({ ...zoom(d), tenants: [], numbers: d.numbers.filter((n) => n.tenant === "*") });
    expect((await dangersAfter([call], both)).map(([danger]) => danger)).toEqual([
      "removes-emergency-number",
      "removes-tenant",
      "changes-emergency-decision",
    ]);
  });
});
