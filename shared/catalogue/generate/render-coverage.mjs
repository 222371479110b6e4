import {
  amendments,
  callingCodes,
  everyTerritory,
  nonEmergency,
  openQuestions,
  sources,
  withoutNumbers,
} from "./coverage-tables.mjs";
import { coverage, leftOut, oneSource, otherwiseReported, rules, superseded } from "./evidence-tables.mjs";
import { table } from "./markdown-table.mjs";

/** docs/catalogue.md: what the catalogue holds, what it does not, and where all of it comes from. */
export function renderCoverage(catalogue, lists) {
  const nameOf = new Map(lists.territories.map(({ territory, name }) => [territory, name]));
  return `${[
    "<!-- Generated: edit shared/catalogue/*.json and run `npm run catalogue`. -->",
    "",
    ...introduction(catalogue),
    ...rules(lists),
    ...howToCorrect(),
    ...oneSource(catalogue, lists),
    ...otherwiseReported(catalogue, lists),
    ...superseded(catalogue),
    ...leftOut(catalogue, lists),
    ...withoutNumbers(catalogue, lists),
    ...openQuestions(lists, nameOf),
    ...amendments(lists),
    ...nonEmergency(lists),
    ...callingCodes(catalogue, lists),
    ...sources(catalogue, lists),
    ...coverage(catalogue, lists, nameOf),
    ...everyTerritory(catalogue, nameOf),
  ].join("\n")}\n`;
}

function introduction({ entries }) {
  const row = (className, tier, meaning) => {
    const numbers = entries.filter((entry) => entry.class === className && entry.tier === tier);
    return [className, tier, numbers.length, meaning];
  };
  const emergencies = entries.filter((entry) => entry.class === "emergency");
  const covered = new Set(emergencies.map(({ territory }) => territory));
  return [
    "# Coverage of the built-in catalogue",
    "",
    "The catalogue is the safety net under the operator's own list. It says which short codes are emergency numbers where,",
    "and which look like emergency numbers and are something else. Public lists disagree with each other and age, so the",
    "operator's reviewed configuration always decides; the catalogue adds what that configuration does not mention, and",
    "answers alone when no configuration can be had.",
    "",
    "`GET /api/v1/catalogue?territory=IE,BR` answers with the numbers below and their sources, and `POST /api/v1/config/drafts`",
    "makes a change set of them: [add a country](configuration.md#add-a-country).",
    "",
    ...table(
      ["class", "tier", "numbers", "meaning"],
      row("emergency", "primary", "taken for an emergency unless the operator says otherwise"),
      row(
        "emergency",
        "extended",
        "one older report says so: off unless the operator lists them; a call to one is `suspected`",
      ),
      row("special", "primary", "a service of another kind: left to ordinary routing"),
      row("test", "primary", "tries emergency calling out: routed, never alarmed as a real call"),
    ),
    "",
    `Emergency numbers are known for ${covered.size} territories. A number without services in`,
    "brackets asks for help in general. No number here, written behind its calling code, is anybody's telephone number.",
    "",
  ];
}

function howToCorrect() {
  return [
    "## To correct an entry",
    "",
    "1. Find a public source that decides it: the regulator, the national numbering plan, a law, the service itself.",
    "2. Describe the source in `shared/catalogue/sources.json`, with its date or why it has none.",
    "3. For an emergency number add a row to `reports/own-pages.json`: the rule above does the rest. To change services, to",
    "   remove a number or to say that it was superseded (`supersededOn`), add one to `amendments.json` with the reason; for a",
    "   number that is no emergency number, to `non-emergency.json`. Leave `emergency-numbers.json` and the other reports as",
    "   they were imported.",
    "4. Run `npm run catalogue`. It refuses duplicates, a number that is an emergency number and a special one at once,",
    "   whole telephone numbers, rows without a source, and amendments that change nothing.",
    "",
    "An operator need not wait for that: a number in the configuration outranks the catalogue at once.",
    "",
  ];
}
