import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { callClasses } from "../../shared/recognition/classes.ts";
import { spellings } from "../../shared/recognition/spellings.ts";
import { type ConversionStep, conversionStepSchema } from "../../shared/routing/conversion.ts";
import { type ConversionInput, convert } from "../../shared/routing/convert.ts";
import { decideCall, starterWith } from "../support/config/decide-call.ts";

const docs = readFileSync(new URL("../../docs/recognition-and-conversion.md", import.meta.url), "utf8");

/** The rows of the table with this heading: what stands as code in each of its cells. */
const codeIn = (heading: string): readonly (readonly (readonly string[])[])[] =>
  (docs.split(`| ${heading} |`)[1]?.split(/\n\s*\n/)[0] ?? "")
    .split("\n")
    .filter((line) => line.includes("`"))
    .map((line) => line.split("|").map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code)));

describe("the spellings in docs/recognition-and-conversion.md", () => {
  const rows = codeIn("spelling | example | notes").map(([, [name = ""] = [], examples = []]) => ({ name, examples }));
  const ofRequests = rows.filter(({ name }) => name !== "masks");

  it("are all of them", () => {
    expect(ofRequests.map(({ name }) => name).sort()).toEqual([...spellings].sort());
  });

  it.each(ofRequests.flatMap(({ name, examples }) => examples.map((example) => ({ name, example }))))(
    "$example is $name",
    ({ name, example }) => {
      const { class: callClass, number } = decideCall({
        calledParty: example,
        territory: /9{3}/.test(example) ? "GB" : "US",
      });
      expect({ callClass, spelling: number.spelling }).toEqual({ callClass: "emergency", spelling: name });
    },
  );

  it("have masks beside them", async () => {
    const [dialled = "", number = ""] = rows.find(({ name }) => name === "masks")?.examples ?? [];
    const snapshot = await starterWith(() => ({
      ingresses: [{ name: "pbx", spellings: ["short-code"], masks: [{ dialled, shortCode: number }] }],
    }));
    const decision = decideCall({ calledParty: dialled, ingress: "pbx", territory: "US" }, snapshot);
    expect(decision).toMatchObject({ class: "emergency", number: { shortCode: number } });
  });
});

describe("the classes in docs/recognition-and-conversion.md", () => {
  const rows = codeIn("class | action | audited").map(([, [name = ""] = [], [action = ""] = []]) => ({ name, action }));

  it("are all of them", () => {
    expect(rows.map(({ name }) => name).sort()).toEqual([...callClasses].sort());
  });

  it.each(rows)("$name has the action $action", async ({ name, action }) => {
    const snapshot = await starterWith(({ numbers }) => ({
      numbers: [
        ...numbers.filter(({ territory }) => territory !== "GB"),
        { territory: "GB", shortCode: "999", class: name },
      ],
    }));
    expect(decideCall({ calledParty: "+44999", territory: "GB" }, snapshot)).toMatchObject({ class: name, action });
  });
});

describe("the steps in docs/recognition-and-conversion.md", () => {
  const input: ConversionInput = {
    number: "+44999",
    callingCode: "44",
    shortCode: "999",
    territory: "GB",
    locationKey: "75056",
    callingParty: null,
    elin: null,
    serviceUrn: "urn:service:sos",
    tables: new Map([["fr-communes", new Map([["75056", "0155667788"]])]]),
  };
  const read = (text: string): ConversionStep => conversionStepSchema.parse(JSON.parse(text));
  const run = (...steps: readonly ConversionStep[]) => convert({ name: "c", steps: [...steps], examples: [] }, input);
  const rows = codeIn("step | `+44999` becomes").map(([, steps = [], results = []]) => ({ steps, results }));

  it("are all of them", () => {
    const listed = rows.flatMap(({ steps }) => steps.map((step) => read(step).do));
    expect(listed.toSorted()).toEqual(conversionStepSchema.options.map(({ shape }) => shape.do.value).toSorted());
  });

  const makingNumbers = rows.flatMap(({ steps, results }) => steps.map((step, i) => ({ step, result: results[i] })));
  it.each(makingNumbers.filter(({ step }) => !/"do":"(?:lookup|set-)/.test(step)))(
    "$step makes $result",
    ({ step, result }) => {
      expect(run(read(step))?.calledParty).toBe(result);
    },
  );

  it("do what is said of the others", () => {
    const stepNamed = (name: string): ConversionStep =>
      read(rows.flatMap(({ steps }) => steps).find((step) => step.includes(`"${name}"`)) ?? "");
    expect(run(stepNamed("lookup"))?.calledParty).toBe("0155667788");
    expect(run(stepNamed("set-header"))?.headers).toEqual({ "Resource-Priority": "esnet.0" });
    expect(run(stepNamed("set-calling-party"))).toMatchObject({ calledParty: "+44999", callingParty: "+442079460000" });
    expect(run(stepNamed("strip-calling-code"), stepNamed("to-tel"))?.calledParty).toBe("tel:999;phone-context=+44");
  });
});
