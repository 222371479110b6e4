import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { listRepositoryFiles, readRepositoryFile } from "./support/text/repository-files.ts";

/** The rooms of the house, lowest first: a file imports from its own room and from those above it in this list. */
const rooms = [
  "shared",
  "shared/amqp",
  "shared/json",
  "shared/catalogue",
  "shared/identity",
  "shared/tables",
  "shared/recognition",
  "shared/location",
  "shared/location/overlay",
  "shared/routing",
  "shared/audit",
  "shared/audit/purges",
  "shared/audit/verification",
  "shared/audit/trail",
  "shared/audit/publish",
  "shared/audit/retention",
  "shared/telemetry",
  "shared/config",
  "shared/config/transfer",
  "shared/config/lookup",
  "shared/config/compile",
  "shared/config/expectations",
  "shared/config/coverage",
  "shared/config/rules",
  "shared/config/simulate",
  "shared/config/drafts",
  "shared/config/lists",
  "shared/config/dangers",
  "shared/config/store",
  "shared/config/store/lookup",
  "shared/config/snapshot",
  "shared/config/change",
  "shared/config/proposals",
  "shared/watch/alarms",
  "shared/watch/diverts",
  "shared/watch/gateway",
  "shared/watch/figures",
  "shared/watch/report",
  "shared/watch/expectations",
  "shared/watch/probes",
  "shared/watch",
  "shared/openapi",
  "functions/settings.ts",
  "functions/edge",
  "functions",
  "functions/wiring",
  "functions/main.ts",
  "functions/start.ts",
  "tools",
  "tools/processes",
  "tools/event-hubs",
  "tools/functions-host",
  "tools/local/tables",
  "tools/local/start",
  "tools/local",
  "bench/measure",
  "bench/load",
  "bench/traffic",
  "bench/servers",
  "bench/load-test",
  "bench",
];

/** The files beside those of the functions. */
const notFunctions: readonly string[] = ["functions/main.ts", "functions/settings.ts", "functions/start.ts"];

/** The longest way from one file to another over imports, both counted. */
const longestChain = 16;

const files = ["shared/", "functions/", "tools/", "bench/"]
  .flatMap((folder) => listRepositoryFiles(folder, ".ts"))
  .filter((file) => !/\.test\.ts$|^tools\/.*\/support\//.test(file));
const ofTheProduct = files.filter((file) => !/^(?:tools|bench)\//.test(file));
const imports = new Map(files.map((file) => [file, importsOf(file)]));

/** A file that is named is a room of its own. */
const roomOf = (file: string): string => (rooms.includes(file) ? file : dirname(file));

function importsOf(file: string): readonly string[] {
  const found = readRepositoryFile(file).matchAll(/(?:from |import\()"(\.{1,2}\/[^"]+\.tsx?)"/g);
  return [...found].map(([, path = ""]) => join(dirname(file), path));
}

describe("imports", () => {
  it("point one way: from a room to itself or to one that stands above it in the list", () => {
    const wrong = [...imports].flatMap(([file, imported]) =>
      imported
        .filter((other) => rooms.indexOf(roomOf(other)) > rooms.indexOf(roomOf(file)))
        .map((other) => `${file} imports ${other}`),
    );
    expect(wrong).toEqual([]);
  });

  it("come from rooms that are all in the list, and none is listed that is not there", () => {
    expect([...new Set(files.map(roomOf))].sort()).toEqual([...rooms].sort());
  });

  it("under shared/ never name the Functions library", () => {
    const wrong = files.filter(
      (file) => file.startsWith("shared/") && /"@azure\/functions"/.test(readRepositoryFile(file)),
    );
    expect(wrong).toEqual([]);
  });

  it("of tools/ go to tools/, to files of shared/ itself and to shared/amqp/", () => {
    const wrong = files
      .filter((file) => file.startsWith("tools/"))
      .flatMap((file) =>
        (imports.get(file) ?? []).filter((other) => !/^tools\/|^shared\/(?:amqp\/)?[^/]+$/.test(other)),
      )
      .sort();
    expect(wrong).toEqual([]);
  });

  it("of console/ go to console/ alone: it knows the product by the description of its API", () => {
    const ofConsole = [".ts", ".tsx"].flatMap((ending) => listRepositoryFiles("console/", ending));
    expect(ofConsole.length).toBeGreaterThan(15);
    const wrong = ofConsole.flatMap((file) =>
      importsOf(file)
        .filter((other) => !other.startsWith("console/"))
        .map((other) => `${file} imports ${other}`),
    );
    expect(wrong).toEqual([]);
  });

  it("of cli/ go from commands/ to folder/ to evidence/ to terminal/ to api/, and beside that to what the console knows of the API", () => {
    const order = ["cli/api", "cli/terminal", "cli/evidence", "cli/folder", "cli/commands", "cli"];
    const ofCli = listRepositoryFiles("cli/", ".ts");
    expect([...new Set(ofCli.map((file) => dirname(file)))].sort()).toEqual([...order].sort());
    const isWrong = (file: string, other: string): boolean =>
      order.indexOf(dirname(other)) > order.indexOf(dirname(file)) || !order.includes(dirname(other));
    const wrong = ofCli.flatMap((file) => importsOf(file).filter((other) => isWrong(file, other)));
    expect([...new Set(wrong)].sort()).toEqual(["console/api/operations-of.ts", "console/api/types.ts"]);
    expect(readRepositoryFile("cli/api/api-client.ts")).toContain(
      'import type { components, paths } from "../../console/api/types.ts";',
    );
  });

  it("of console/ go from pages/ to forms/ to parts/ to api/ and not back", () => {
    const rank = (file: string): number =>
      ["console/api", "console/parts", "console/forms", "console/pages", "console"].indexOf(dirname(file));
    const ofConsole = [".ts", ".tsx"].flatMap((ending) => listRepositoryFiles("console/", ending));
    const wrong = ofConsole.flatMap((file) =>
      importsOf(file)
        .filter((other) => rank(other) > rank(file) || rank(other) < 0)
        .map((other) => `${file} imports ${other}`),
    );
    expect(wrong).toEqual([]);
  });

  it("never lead to console/ or cli/: they are built by themselves", () => {
    expect(
      [...imports].flatMap(([file, imported]) =>
        imported.some((other) => /^(?:console|cli)\//.test(other)) ? [file] : [],
      ),
    ).toEqual([]);
  });

  it("never lead from the file of one function to that of another", () => {
    const isFunction = (file: string) => dirname(file) === "functions" && !notFunctions.includes(file);
    const wrong = [...imports]
      .filter(([file]) => isFunction(file))
      .flatMap(([, imported]) => imported.filter(isFunction));
    expect(wrong).toEqual([]);
  });

  it("never lead from a file back to it", () => {
    expect(files.flatMap((file) => circleFrom(file))).toEqual([]);
  });

  it(`make no chain of more than ${longestChain} files`, () => {
    const chain = ofTheProduct.map((file) => chainFrom(file)).reduce((a, b) => (b.length > a.length ? b : a));
    expect(chain.length, chain.join("\n")).toBeLessThanOrEqual(longestChain);
  });
});

/** The first circle found behind a file, as one line; none for most. */
function circleFrom(start: string): readonly string[] {
  const seen = new Set<string>();
  const visit = (file: string, path: readonly string[]): string | null => {
    if (file === start && path.length > 0) return [...path, file].join(" > ");
    if (seen.has(file)) return null;
    seen.add(file);
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle !== null) return circle;
    }
    return null;
  };
  const circle = visit(start, []);
  return circle === null ? [] : [circle];
}

const chains = new Map<string, readonly string[]>();

function chainFrom(file: string, above: ReadonlySet<string> = new Set()): readonly string[] {
  const known = chains.get(file);
  if (known !== undefined) return known;
  if (above.has(file)) return [];
  const below = (imports.get(file) ?? []).map((next) => chainFrom(next, new Set([...above, file])));
  const chain = [file, ...below.reduce<readonly string[]>((a, b) => (b.length > a.length ? b : a), [])];
  chains.set(file, chain);
  return chain;
}
