import { describe, expect, it } from "vitest";
import { base, changed, defaults, findBetween, finds, first } from "../../../support/config/dangers-of.ts";

const both = changed(base, defaults({ universalNumbers: ["112", "911"] }));

describe("a universal number", () => {
  it("that is dropped is told for each territory that loses it, counted", async () => {
    const [danger, ...others] = await findBetween(both, changed(both, defaults({ universalNumbers: ["112"] })));
    expect(others).toEqual([]);
    expect(danger).toMatchObject({ danger: "drops-universal-number", items: expect.arrayContaining(["911 in GB"]) });
    expect(danger?.count).toBeGreaterThan(100);
  });

  it("that is added is no danger", async () => {
    expect(await findBetween(base, both)).toEqual([]);
  });

  finds(
    [
      [
        "that one territory drops is told for that one",
        first("territories", { universalNumbers: ["112"] }),
        [["drops-universal-number", "911 in GB"]],
      ],
      [
        "that becomes a service is told by the number",
        (d) => ({ numbers: [...d.numbers, { territory: "GB", shortCode: "911", class: "special" }] }),
        [["reclassifies-emergency-number", "911 in GB"]],
      ],
      [
        "that is listed now is no danger",
        (d) => ({ numbers: [...d.numbers, { territory: "GB", shortCode: "911", class: "emergency" }] }),
        [],
      ],
    ],
    both,
  );
});
