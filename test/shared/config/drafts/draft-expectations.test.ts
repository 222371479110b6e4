import { describe, expect, it } from "vitest";
import { applyOperations } from "../../../../shared/config/change/apply-change.ts";
import { readChangeSet } from "../../../../shared/config/change/change-set.ts";
import { starterConfiguration } from "../../../../shared/config/change/starter-configuration.ts";
import type { ConfigDocument } from "../../../../shared/config/document.ts";
import { draftExpectations } from "../../../../shared/config/drafts/draft-expectations.ts";
import type { ExpectationsDraft } from "../../../../shared/config/drafts/drafted-expectations.ts";
import { brokenExpectations } from "../../../../shared/config/expectations/judge-expectations.ts";
import { compiled } from "../../../support/config/compiled-document.ts";
import { judge } from "../../../support/config/judge-document.ts";
import { smallDocument, smallWith } from "../../../support/config/small-document.ts";

const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
const all = { territories: null, ingresses: null };

async function tryDraft(wanted: Partial<typeof all> | object = {}, document: ConfigDocument = smallDocument) {
  return draftExpectations({ ...all, ...wanted }, { version: 7, ...(await compiled(document)) }, nowMs);
}

async function draft(wanted: object = {}, document: ConfigDocument = smallDocument): Promise<ExpectationsDraft> {
  const drafted = await tryDraft(wanted, document);
  if (drafted.outcome === "faulty") throw new Error(JSON.stringify(drafted.faults));
  return drafted.value;
}

const faultsOf = async (wanted: object, document?: ConfigDocument) => {
  const drafted = await tryDraft(wanted, document);
  return drafted.outcome === "faulty" ? drafted.faults : [];
};

/** The document that a change set makes, read as a request is. */
async function applied(changeSet: object, document: ConfigDocument): Promise<ConfigDocument> {
  const read = await readChangeSet(JSON.parse(JSON.stringify(changeSet)));
  if (read.outcome === "faulty") throw new Error(JSON.stringify(read.faults));
  const edited = await applyOperations(document, read.value.operations);
  if (edited.outcome === "faulty") throw new Error(JSON.stringify(edited.faults));
  return edited.value.document;
}

const namesIn = ({ changeSet }: ExpectationsDraft) => changeSet.operations.map(({ item }) => item.name);

describe("a draft of expectations", () => {
  it("pins the decision of each emergency number, by each ingress and its masks", async () => {
    const { changeSet, skipped } = await draft({ territories: ["GB"] });
    expect(skipped).toEqual([]);
    expect(changeSet).toMatchObject({
      baseVersion: 7,
      reason: "pin what is decided today in GB: 3 expectations",
    });
    expect(changeSet.operations[0]).toEqual({
      op: "put",
      kind: "expectation",
      item: {
        name: "GB.999.teams",
        call: { ingress: "teams", calledParty: "999", territory: "GB" },
        expect: {
          class: "emergency",
          action: "route",
          territory: "GB",
          conversion: "short-code",
          calledParty: "999",
          firstRoute: "emergency-a",
          requestUri: "sip:999@emergency-a.operator.example;user=phone",
          flags: { lacks: ["contingency-route"] },
        },
        why: "999 in GB at teams is decided like this today; to be reviewed",
        owner: "to be named",
      },
    });
    expect(changeSet.operations.slice(1)).toMatchObject([
      { item: { name: "GB.999.teams.mask.9999", call: { calledParty: "9999" } } },
      {
        item: { name: "GB.112.teams.for.contoso", call: { tenant: "contoso" }, expect: { conversion: "as-received" } },
      },
    ]);
  });

  it("is a valid change, after which all of them hold", async () => {
    const starter = starterConfiguration();
    const { changeSet } = await draft({ territories: ["GB", "FR", "DE", "US", "JM"] }, starter);
    const after = await applied(changeSet, starter);
    expect((await judge(after)).faults).toEqual([]);
    const { snapshot } = await compiled(after);
    expect(after.expectations.length).toBeGreaterThan(30);
    expect(await brokenExpectations(after.expectations, snapshot, nowMs)).toEqual([]);
  });

  it("skips what an earlier draft has pinned, and fails where nothing is left", async () => {
    const pinned = await applied((await draft({ territories: ["GB"] })).changeSet, smallDocument);
    const { changeSet, skipped } = await draft({}, pinned);
    expect(skipped).toEqual([
      "expectation GB.999.teams",
      "expectation GB.999.teams.mask.9999",
      "expectation GB.112.teams.for.contoso",
    ]);
    expect(changeSet.operations).toHaveLength(2);
    expect(await faultsOf({ territories: ["GB"] }, pinned)).toEqual([
      { path: "expectations", message: "all of them are there already" },
    ]);
  });

  it("has the number alone by the territory's country form where there is no ingress", async () => {
    const { changeSet } = await draft(
      { territories: ["GB"] },
      smallWith(() => ({ ingresses: [] })),
    );
    expect(changeSet.operations).toMatchObject([
      { item: { name: "GB.999.default", call: { ingress: "default", calledParty: "+44999" } } },
      { item: { name: "GB.112.default.for.contoso" } },
    ]);
  });

  it("leaves out numbers that are no emergencies, are over, or are not yet valid", async () => {
    const some = smallWith(({ numbers: [number] }) => ({
      numbers: [
        { ...number, class: "special" },
        { ...number, shortCode: "998", validUntil: "2026-11-22T12:00:00.000Z" },
        { ...number, shortCode: "997", validFrom: "2026-11-22T12:00:00.001Z" },
        { ...number, shortCode: "996", validFrom: "2026-11-22T12:00:00.000Z" },
      ],
    }));
    expect(namesIn(await draft({}, some))).toEqual(["GB.996.teams"]);
    const none = smallWith(() => ({ numbers: [] }));
    expect(await faultsOf({}, none)).toEqual([{ path: "expectations", message: "there is no number to pin" }]);
  });

  it("tells names apart that would be one", async () => {
    const ingress = smallDocument.ingresses[0];
    const long = "l".repeat(64);
    const some = smallWith(() => ({ ingresses: ["a.b", long].map((name) => ({ ...ingress, name, masks: [] })) }));
    const names = namesIn(await draft({ territories: ["FR"] }, some));
    expect(names).toHaveLength(4);
    for (const name of names) expect(name).toMatch(/^FR\.(?:18|112)\.[0-9a-f]{16}$/);
  });

  it("is refused where it is too long for one change", async () => {
    const numbers = Array.from({ length: 5_001 }, (_, i) => ({
      territory: "GB",
      shortCode: String(90_000 + i),
      class: "emergency",
    }));
    const [fault] = await faultsOf(
      {},
      smallWith(() => ({ numbers })),
    );
    expect(fault?.message).toBe(
      "would be 5001 expectations, and a draft has at most 5000: name territories or ingresses",
    );
  });
});
