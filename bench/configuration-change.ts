import { configClient, puttingNumbers, versionIn } from "./configuration/config-client.ts";
import { customersConfiguration } from "./configuration/customers-configuration.ts";
import { makeVersionTable } from "./configuration/version-table.ts";
import { figureOf, ratioOf } from "./interleave.ts";
import { type Report, rounded, withRange } from "./report.ts";
import { keepRunning } from "./servers/keep-running.ts";
import { startStores, startWebhook } from "./servers/start-product.ts";

const sizes = { small: 100, large: 10_000 };
/** One line in so many is edited before a CSV file is imported again. */
const editedLines = 100;

/** What is done to a configuration in every round, one after the other, and how many seconds each took. */
type Durations = ReadonlyMap<string, number>;

const subjects = [
  "reading the active version",
  "export (JSON)",
  "export (CSV)",
  "change of one number",
  "restore of the version before",
  "import (CSV) with 1 number in 100 edited",
  "in process: writing a version",
  "in process: reading and compiling it",
] as const;

/** How long it takes to change, show and load a configuration of 10,000 numbers, beside one of 100. */
export const configurationChange = (rounds = 2): Promise<Report> =>
  keepRunning(async ({ keep, stopAll }) => {
    const contestant = async (name: keyof typeof sizes) => {
      const stores = await startStores({ keep });
      const { port } = await startWebhook(stores, { keep });
      return makeContestant(name, port, stores.tables.connectionString);
    };
    const contestants = [await contestant("small"), await contestant("large")] as const;
    const [small, large] = contestants;
    // The first imports have warmed up what a round does: there is none that does not count.
    const results = new Map<string, Durations[]>(contestants.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round++)
      for (const { name, sample } of contestants) results.get(name)?.push(await sample());
    await stopAll();
    return {
      title: "Changing the configuration",
      columns: ["what", ...Object.values(sizes).map((size) => `${size.toLocaleString("en-US")} numbers, s`), "ratio"],
      rows: [
        [
          "first import (JSON), in place of the starter configuration; once",
          ...[small.firstSeconds, large.firstSeconds, large.firstSeconds / small.firstSeconds].map(rounded),
        ],
        ...subjects.map((subject) => {
          const seconds = (durations: Durations) => durations.get(subject) ?? Number.NaN;
          return [
            subject,
            withRange(figureOf(results, "small", seconds)),
            withRange(figureOf(results, "large", seconds)),
            withRange(ratioOf(results, "large", "small", seconds)),
          ];
        }),
      ],
    };
  });

async function makeContestant(name: keyof typeof sizes, port: number, connectionString: string) {
  const product = configClient(port);
  const versions = await makeVersionTable(connectionString);
  const document = await customersConfiguration(sizes[name]);
  const first = await product.importLists(JSON.stringify(document), "json");
  let version = versionIn(first);
  const sample = async (): Promise<Durations> => {
    const read = await product.get("");
    const asJson = await product.get("/export?format=json");
    const asCsv = await product.get("/export?format=csv");
    const changed = await product.change(puttingNumbers(version, editOne(document.numbers)));
    const restored = await product.restore(version);
    const imported = await product.importLists(editLines(asCsv.body.toString()), "csv");
    version = versionIn(imported);
    const { writeSeconds, readSeconds } = await versions.writeAndRead(document);
    const overHttp = [read, asJson, asCsv, changed, restored, imported].map(({ seconds }) => seconds);
    return new Map([...overHttp, writeSeconds, readSeconds].map((seconds, i) => [subjects[i] ?? "", seconds]));
  };
  return { name, sample, firstSeconds: first.seconds };
}

type Numbers = Awaited<ReturnType<typeof customersConfiguration>>["numbers"];

const editOne = (numbers: Numbers): Numbers => numbers.slice(-1).map((number) => ({ ...number, note: "reviewed" }));

/** The last column is the note, which is empty or ends with full stops from before. */
const editLines = (csv: string): string =>
  csv
    .split("\r\n")
    .map((line, i) => (i % editedLines === 1 && line !== "" ? `${line}.` : line))
    .join("\r\n");
