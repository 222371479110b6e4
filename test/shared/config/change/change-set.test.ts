import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeSetSchema, readChangeSet } from "../../../../shared/config/change/change-set.ts";
import { documentItems, itemKinds, type KindDefinition } from "../../../../shared/config/item-kinds.ts";
import { arbitraryDocument } from "../../../support/config/arbitrary-document.ts";

const gb999 = { territory: "GB", shortCode: "999", class: "emergency" };
const put = (item: unknown, kind = "number") => ({ op: "put", kind, item });
const remove = (key: unknown, kind = "number") => ({ op: "delete", kind, key });
const changeSet = (fields: object) => ({ baseVersion: 42, reason: "CHG0012345", operations: [put(gb999)], ...fields });

async function faultsOf(body: unknown): Promise<readonly string[]> {
  const read = await readChangeSet(body);
  return read.outcome === "valid" ? [] : read.faults.map(({ path, message }) => `${path}: ${message}`);
}

describe("a change set", () => {
  it("is read, and what may be left out is filled in", async () => {
    const operations = [put(gb999), remove({ territory: "IE", shortCode: "112" }), remove({ code: "IE" }, "territory")];
    expect(await readChangeSet(changeSet({ operations }))).toEqual({
      outcome: "valid",
      value: {
        baseVersion: 42,
        reason: "CHG0012345",
        confirm: [],
        breakGlass: null,
        calls: [],
        operations: [
          {
            op: "put",
            kind: "number",
            item: {
              ...gb999,
              tenant: "*",
              services: [],
              conversion: null,
              routeSet: null,
              validFrom: null,
              validUntil: null,
              source: "",
              verifiedOn: null,
              note: "",
            },
          },
          { op: "delete", kind: "number", key: { tenant: "*", territory: "IE", shortCode: "112", validFrom: null } },
          { op: "delete", kind: "territory", key: { code: "IE" } },
        ],
      },
    });
  });

  it.each<[string, unknown, readonly string[]]>([
    ["what is no object", [], [": must be an object"]],
    ["nothing at all", undefined, [": is missing"]],
    ["an empty object", {}, ["baseVersion: is missing", "reason: is missing", "operations: is missing"]],
    ["a field nobody knows", changeSet({ dryRun: true }), ["dryRun: is no field that is known here"]],
    ["a base before the first", changeSet({ baseVersion: -1 }), ["baseVersion: must be at least 0; found -1"]],
    ["a base that is text", changeSet({ baseVersion: "42" }), ['baseVersion: must be a number; found "42"']],
    ["a reason that says nothing", changeSet({ reason: " " }), ['reason: must not be empty; found " "']],
    [
      "a reason that is too long",
      changeSet({ reason: "a".repeat(513) }),
      [
        'reason: must have at most 512 characters; found "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…"',
      ],
    ],
    [
      "a reason that is not well-formed",
      changeSet({ reason: "a\ud800" }),
      ['reason: must be well-formed text; found "a\\ud800"'],
    ],
    ["no operations", changeSet({ operations: [] }), ["operations: must not be empty"]],
    ["operations that are no list", changeSet({ operations: {} }), ["operations: must be a list; found an object"]],
    [
      "more operations than can be looked at",
      changeSet({ operations: Array(20_001).fill({}) }),
      ["operations: must have at most 20000 entries; found a list"],
    ],
    ["a confirmation that is no list", changeSet({ confirm: "all" }), ['confirm: must be a list; found "all"']],
    ["a call without a called party", changeSet({ calls: [{}] }), ["calls[0].calledParty: is missing"]],
    ["a call that is no object", changeSet({ calls: ["+44999"] }), ['calls[0]: must be an object; found "+44999"']],
  ])("is refused: %s", async (_, body, faults) => {
    expect(await faultsOf(body)).toEqual(faults);
  });
});

describe("an operation", () => {
  const table = { table: "t", key: "colour" };
  it.each<[string, unknown, readonly string[]]>([
    ["what is no object", 7, ["operations[0]: must be an object; found 7"]],
    ["one that does nothing", {}, ["operations[0].op: is missing", "operations[0].kind: is missing"]],
    [
      "one that nobody knows",
      { op: "move", kind: "number" },
      ['operations[0].op: must be one of put, delete, patch; found "move"'],
    ],
    ["a name that every object has", put({}, "constructor"), [expect.stringContaining("kind: must be one of ingress")]],
    ["a put without an item", { op: "put", kind: "number" }, ["operations[0].item: is missing"]],
    ["a put with a key", { ...put(gb999), key: {} }, ["operations[0].key: is no field that is known here"]],
    [
      "an item of another kind",
      put({ name: "a" }),
      [
        "operations[0].item.territory: is missing",
        "operations[0].item.shortCode: is missing",
        "operations[0].item.class: is missing",
        "operations[0].item.name: is no field that is known here",
      ],
    ],
    [
      "an item with every field wrong",
      put({ tenant: "/", territory: "g", shortCode: 999, class: "urgent", validFrom: "today", verifiedOn: "x" }),
      [
        'operations[0].item.tenant: must be 1 to 64 letters, digits, dots, dashes or underscores; found "/"',
        'operations[0].item.territory: must be an ISO 3166-1 alpha-2 code; found "g"',
        "operations[0].item.shortCode: must be text; found 999",
        'operations[0].item.class: must be one of emergency, emergency-normal-routing, test, special, ordinary; found "urgent"',
        'operations[0].item.validFrom: must be an instant such as 2026-01-31T00:00:00.000Z; found "today"',
        'operations[0].item.verifiedOn: must be a date such as 2026-01-31; found "x"',
      ],
    ],
    [
      "a header that the signalling layer writes itself",
      put({ name: "r", routes: [{ name: "a", host: "a.example", headers: { Via: "x" } }] }, "route-set"),
      ["operations[0].item.routes[0].headers.Via: is a field that the signalling layer writes itself"],
    ],
    [
      "a step that nobody knows",
      put({ name: "c", steps: [{ do: "guess" }], examples: [{ in: "1", out: "1" }] }, "conversion"),
      [expect.stringMatching(/^operations\[0\]\.item\.steps\[0\]\.do: must be one of strip-calling-code, strip, /)],
    ],
    [
      "a step that looks up by what is no key",
      put({ name: "c", steps: [{ do: "lookup", ...table }], examples: [{ in: "1", out: "1" }] }, "conversion"),
      ['operations[0].item.steps[0].key: must be one of locationKey, callingPartyPrefix, territory; found "colour"'],
    ],
    ["a patch without a key", { op: "patch", kind: "tenant", item: {} }, ["operations[0].key: is missing"]],
    [
      "a patch that is no object",
      { op: "patch", kind: "tenant", key: { name: "a" }, item: ["b"] },
      ["operations[0].item: must be an object; found a list"],
    ],
    [
      "a patch with every field wrong",
      { op: "patch", kind: "ingress", key: { name: "zoom" }, item: { spelling: [], spellings: [], trustTerritory: 1 } },
      [
        "operations[0].item.spellings: must not be empty",
        "operations[0].item.trustTerritory: must be true or false; found 1",
        "operations[0].item.spelling: is no field that is known here",
      ],
    ],
    ["a delete of the defaults", remove({}, "defaults"), ["operations[0].kind: defaults cannot be deleted"]],
    ["a delete without a key", { op: "delete", kind: "number" }, ["operations[0].key: is missing"]],
    [
      "a delete by what is no key",
      remove({ territory: "GB", shortCode: "999", class: "emergency" }),
      ["operations[0].key.class: is no field that is known here"],
    ],
    ["a delete by half a key", remove({ territory: "GB" }), ["operations[0].key.shortCode: is missing"]],
  ])("is refused: %s", async (_, operation, faults) => {
    expect(await faultsOf(changeSet({ operations: [operation] }))).toEqual(faults);
  });

  it("is named with every other that is at fault, and what else is", async () => {
    const operations = [put(gb999), put({ ...gb999, shortCode: "9" }), put(gb999), remove({ name: "" }, "tenant"), 1];
    expect((await faultsOf({ baseVersion: 1, operations })).map((fault) => fault.split(":")[0])).toEqual([
      "reason",
      "operations[1].item.shortCode",
      "operations[3].key.name",
      "operations[4]",
    ]);
  });
});

describe("any item of a document", () => {
  it("can be put and, the defaults aside, deleted by its key", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (document) => {
        const items = await documentItems(document);
        const keyOf = ({ kind, item }: (typeof items)[number]) => {
          const { keyFields }: KindDefinition = itemKinds[kind];
          return Object.fromEntries(keyFields.map((field) => [field, item[field]]));
        };
        const operations = items.flatMap((stored) => [
          put(stored.item, stored.kind),
          ...(stored.kind === "defaults" ? [] : [remove(keyOf(stored), stored.kind)]),
        ]);
        expect(await readChangeSet(changeSet({ operations }))).toMatchObject({ value: { operations } });
        expect(changeSetSchema.safeParse(changeSet({ operations })).success).toBe(true);
      }),
    );
  });
});
