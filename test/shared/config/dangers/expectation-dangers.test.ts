import { describe } from "vitest";
import type { Expectation } from "../../../../shared/config/expectation.ts";
import { base, changed, finds } from "../../../support/config/dangers-of.ts";
import { expectationOf } from "../../../support/config/expectations.ts";

const promised = expectationOf({ class: "emergency", firstRoute: "emergency-a", flags: { lacks: ["suspected"] } });
const { expect } = promised;
const weaker = [["weakens-expectation", "gb-999"]];
const to =
  (...expectations: readonly Expectation[]) =>
  () => ({ expectations });

describe("an expectation", () => {
  finds(
    [
      ["is weakened where it is removed", to(), weaker],
      ["is weakened where it is of another call", to({ ...promised, call: { ...promised.call, tenant: "a" } }), weaker],
      ["is weakened where it is of another instant", to({ ...promised, at: "2027-01-01T00:00:00.000Z" }), weaker],
      ["is weakened where a member is gone", to({ ...promised, expect: { class: "emergency" } }), weaker],
      [
        "is weakened where a member wants something else",
        to({ ...promised, expect: { ...expect, firstRoute: "fire" } }),
        weaker,
      ],
      [
        "is weakened where a flag is gone",
        to({ ...promised, expect: { ...expect, flags: { has: ["suspected"] } } }),
        weaker,
      ],
      [
        "is kept where it expects more",
        to({
          ...promised,
          expect: { ...expect, territory: "GB", flags: { has: ["unprovisioned"], lacks: ["suspected", "superseded"] } },
        }),
        [],
      ],
      ["is kept where only its reason and owner change", to({ ...promised, why: "a law", owner: "night shift" }), []],
      ["is kept where another one promises the same", to({ ...promised, name: "uk-999" }), []],
      [
        "is weakened where the other one promises less",
        to({ ...promised, name: "uk-999", expect: { class: "emergency" } }),
        weaker,
      ],
    ],
    changed(base, to(promised)),
  );

  finds([["is no danger where it is new", to(promised), []]]);
});
