import { catalogue } from "../../catalogue/catalogue.ts";
import { type Findings, faultAt, type Subject } from "./rule.ts";

const inCatalogue = new Set(
  catalogue.flatMap(({ territory, shortCode, class: callClass }) =>
    callClass === "emergency" ? [`${territory} ${shortCode}`] : [],
  ),
);

/** Worth a second look: help lines of social value, and the test number of North America, listed as emergencies. */
export function* noHelpLineIsAnEmergency({ document }: Subject): Findings {
  for (const [index, { territory, shortCode, class: callClass }] of document.numbers.entries()) {
    const isOdd = /^116[0-9]{3}$/.test(shortCode) || shortCode === "933";
    if (callClass !== "emergency" || !isOdd || inCatalogue.has(`${territory} ${shortCode}`)) yield;
    else
      yield faultAt(
        "numbers",
        index,
        ["class"],
        shortCode === "933" ? "933 is a test number in North America" : `${shortCode} is a help line in most of Europe`,
      );
  }
}
