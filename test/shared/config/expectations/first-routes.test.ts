import { describe, expect, it } from "vitest";
import { compileSnapshot } from "../../../../shared/config/compile/compile-snapshot.ts";
import type { ConfigDocument } from "../../../../shared/config/document.ts";
import { firstRoutes, sharedStarts } from "../../../../shared/config/expectations/first-routes.ts";
import { expectedCallDecided } from "../../../../shared/config/expectations/judge-expectations.ts";
import { expectationOf } from "../../../support/config/expectations.ts";
import { smallTables, smallWith } from "../../../support/config/small-document.ts";

type Sharing = { readonly order?: number; readonly weight?: number };

/** The names of the routes that a call to 999 may be given first, where its three routes share load like this. */
async function firstOf(...sharing: readonly Sharing[]): Promise<readonly string[]> {
  const routes = sharing.map((fields, i) => ({ name: `r${i}`, host: `r${i}.example`, ...fields }));
  const document = smallWith((d: ConfigDocument) => ({
    routeSets: d.routeSets.map((set) => (set.name === "emergency" ? { ...set, routes } : set)),
  }));
  const snapshot = await compileSnapshot(document, smallTables);
  const decision = expectedCallDecided(expectationOf({ class: "emergency" }), snapshot, Date.now());
  return firstRoutes(decision, sharedStarts(snapshot)).map(({ name }) => name);
}

describe("the routes that a call may be given first", () => {
  it.each<[string, readonly Sharing[], readonly string[]]>([
    ["is the first where none share load", [{}, {}, {}], ["r0"]],
    ["is the first where others share load behind it", [{}, { order: 2 }, { order: 2 }], ["r0"]],
    ["are all that share load at the beginning", [{ order: 1 }, { order: 1 }, { order: 2 }], ["r0", "r1"]],
    ["is none of weight 0", [{ order: 1 }, { order: 1, weight: 0 }, { order: 1, weight: 5 }], ["r0", "r2"]],
    ["is the one that a call gets where all have weight 0", [{ order: 1, weight: 0 }], ["r0"]],
  ])("%s", async (_, sharing, names) => {
    expect([...(await firstOf(...sharing))].sort()).toEqual(names);
  });
});
