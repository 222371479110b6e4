import { describe, expect, it } from "vitest";
import { judgeEdited } from "../../../../shared/config/change/judge-edited.ts";
import type { ConfigDocument } from "../../../../shared/config/document.ts";
import { DamagedTableError } from "../../../../shared/config/lookup/table-header.ts";
import { expectationOf } from "../../../support/config/expectations.ts";
import { smallDocument, smallTables, smallWith } from "../../../support/config/small-document.ts";

const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
const promised = expectationOf({ firstRoute: "emergency-a" });
const inParis = expectationOf(
  { conversion: "by-commune", firstRoute: "emergency-a" },
  { name: "fr-112", call: { calledParty: "112", territory: "FR", locationKey: "75056" } },
);
const active = smallWith(() => ({ expectations: [promised] }));
const swapped = (d: ConfigDocument) => ({
  routeSets: d.routeSets.map((set) => (set.name === "emergency" ? { ...set, routes: [...set.routes].reverse() } : set)),
});

type Options = {
  readonly isRestore?: boolean;
  readonly origins?: ReadonlyMap<object, string>;
  readonly damaged?: boolean;
};

/** What is said of going from `active` to a document, each as `path: message`. */
async function judge(
  document: ConfigDocument,
  { isRestore = false, origins = new Map(), damaged = false }: Options = {},
) {
  const read = async () => {
    if (damaged) throw new DamagedTableError("fr-communes", 7, "has no rows");
    return smallTables.get("fr-communes") ?? new Map();
  };
  const lookups = { read };
  const judged = await judgeEdited(
    { document, origins },
    { active, isRestore, lookups, find: async () => null, nowMs },
  );
  const write = (list: readonly { readonly path: string; readonly message: string }[]) =>
    list.map(({ path, message }) => `${path}: ${message}`);
  return judged.outcome === "faulty" ? { faults: write(judged.faults) } : { warnings: write(judged.value.warnings) };
}

const broken =
  "expectations[0].expect.firstRoute: gb-999 (owner: voice): wanted emergency-a, but it would be emergency-b";

describe("an expectation", () => {
  it("that does not hold after a change refuses it, with what was wanted and what it would be", async () => {
    expect(await judge(active)).toEqual({ warnings: [] });
    expect(await judge(smallWith((d) => ({ ...swapped(d), expectations: [promised] })))).toEqual({ faults: [broken] });
  });

  it("that the same change adds is judged too, and its place in the request is named", async () => {
    const added = { ...inParis, expect: { class: "special", calledParty: "112" } } as const;
    const document = { ...active, expectations: [promised, added] };
    expect(await judge(document, { origins: new Map([[added, "operations[3].item"]]) })).toEqual({
      faults: [
        "expectations[1].expect.class: fr-112 (owner: voice; operations[3].item): wanted special, but it would be emergency",
        "expectations[1].expect.calledParty: fr-112 (owner: voice; operations[3].item): wanted 112, but it would be 0155667788",
      ],
    });
  });

  it("is told of, and nothing is refused, where a version is brought back", async () => {
    const document = smallWith((d) => ({ ...swapped(d), expectations: [promised] }));
    expect(await judge(document, { isRestore: true })).toEqual({ warnings: [broken] });
  });

  it("is not judged where the document has another fault: that would be told twice", async () => {
    const document = smallWith(() => ({ expectations: [promised], routeSets: smallDocument.routeSets.slice(1) }));
    expect(await judge(document)).toMatchObject({
      faults: [expect.stringContaining("the route set emergency is still named")],
    });
  });

  it("that needs a damaged lookup table is a warning: the change is not to blame", async () => {
    const document = { ...active, expectations: [promised, inParis] };
    const told = await judge(document, { damaged: true });
    expect(told.faults).toBeUndefined();
    expect(told.warnings).toContain(
      "expectations[1].expect.firstRoute: fr-112 (owner: voice): cannot be judged, because its lookup table is damaged: " +
        "wanted emergency-a, but it would be contingency",
    );
  });
});
