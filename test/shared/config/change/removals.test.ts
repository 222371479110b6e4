import { describe, expect, it } from "vitest";
import { faultsOf } from "../../../../shared/checked.ts";
import { applyOperations } from "../../../../shared/config/change/apply-change.ts";
import type { Operation } from "../../../../shared/config/change/change-set.ts";
import { judgeEdited } from "../../../../shared/config/change/judge-edited.ts";
import { type ConfigDocument, documentSchema } from "../../../../shared/config/document.ts";
import { replaceLists } from "../../../../shared/config/transfer/replace-lists.ts";
import { nowMs } from "../../../support/config/judge-document.ts";
import { smallDocument, smallTables } from "../../../support/config/small-document.ts";

const lookups = { read: async (name: string) => smallTables.get(name) ?? new Map<string, string>() };

const numbers = ["999", "112"].map((shortCode) => ({ territory: "IE", shortCode, class: "emergency" }));
const active: ConfigDocument = documentSchema.parse({
  ...smallDocument,
  territories: [...smallDocument.territories, { code: "IE", callingCode: "353", routeSet: "emergency" }],
  numbers: [
    ...smallDocument.numbers,
    ...numbers,
    { tenant: "contoso", territory: "IE", shortCode: "999", class: "emergency" },
  ],
});

async function judge(...operations: readonly Operation[]) {
  const edited = await applyOperations(active, operations);
  if (edited.outcome === "faulty") return edited.faults;
  const judged = await judgeEdited(edited.value, {
    active,
    isRestore: false,
    find: async () => null,
    lookups,
    nowMs,
  });
  return faultsOf(judged);
}

const remove = (kind: Operation["kind"], key: Record<string, unknown>): Operation => ({ op: "delete", kind, key });
const note: Operation = { op: "put", kind: "tenant", item: { name: "fabrikam", defaultTerritory: null } };

describe("an item that is taken away while others name it", () => {
  it.each<[Operation, string]>([
    [remove("territory", { code: "IE" }), "IE still has the numbers 999, 112, contoso 999"],
    [remove("tenant", { name: "contoso" }), "contoso still has the numbers GB 112, IE 999"],
    [remove("route-set", { name: "fire" }), "the route set fire is still named by the number FR 18"],
    [
      remove("route-set", { name: "emergency" }),
      "the route set emergency is still named by the territories GB, FR, IE",
    ],
    [
      remove("route-set", { name: "contingency" }),
      "the route set contingency is still named by defaults.contingencyRouteSet",
    ],
    [
      remove("conversion", { name: "short-code" }),
      "the conversion short-code is still named by the territory GB and defaults.conversion",
    ],
    [
      remove("lookup-table", { name: "fr-communes" }),
      "the lookup table fr-communes is still named by the conversion by-commune",
    ],
  ])("is one fault at its operation, which names them: %j", async (operation, message) => {
    expect(await judge(note, operation)).toEqual([{ path: "operations[1].key", message }]);
  });

  it("is one fault also where a file leaves it out", async () => {
    const territories = active.territories.filter(({ code }) => code !== "IE");
    const edited = await replaceLists(active, { lists: { territories }, origins: new Map() });
    const judged = await judgeEdited(edited, { active, isRestore: false, find: async () => null, lookups, nowMs });
    expect(judged).toEqual({
      outcome: "faulty",
      faults: [{ path: "territories", message: "IE still has the numbers 999, 112, contoso 999" }],
    });
  });

  it("is none where they go with it", async () => {
    const withIt = active.numbers
      .filter(({ territory }) => territory === "IE")
      .map(({ tenant, territory, shortCode }) => remove("number", { tenant, territory, shortCode }));
    expect(await judge(remove("territory", { code: "IE" }), ...withIt)).toEqual([]);
  });

  it("names twenty of very many", async () => {
    const many: readonly Operation[] = Array.from({ length: 50 }, (_, i) => ({
      op: "put",
      kind: "number",
      item: documentSchema.shape.numbers.unwrap().element.parse({
        territory: "XX",
        shortCode: String(100 + i),
        class: "emergency",
      }),
    }));
    const [fault, ...others] = await judge(...many);
    expect(fault).toEqual({
      path: "operations[0].item.territory",
      message: expect.stringMatching(
        /^there is no territory XX, which is named by the numbers 100, 101, .* and 30 more$/,
      ),
    });
    expect(others).toEqual([]);
  });
});
