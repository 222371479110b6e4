import { describe } from "vitest";
import { finds } from "../../../support/config/dangers-of.ts";

describe("a location rule of a territory without areas", () => {
  const rule = (more: object) => () => ({ locationRules: [{ territory: "FR", order: ["boundary"], ...more }] });
  finds([
    ["that believes all is not dangerous", rule({}), []],
    [
      "that does not believe old locations is dangerous: they decide the territory",
      rule({ maxAgeS: 60 }),
      [["changes-caller-areas", "rule FR|*"]],
    ],
    [
      "that believes some methods alone is dangerous",
      rule({ methods: ["GPS"] }),
      [["changes-caller-areas", "rule FR|*"]],
    ],
    ["of a territory that is not configured is not dangerous", rule({ territory: "DK", maxAgeS: 60 }), []],
  ]);
});
