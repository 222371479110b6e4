import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { verifyExport } from "../../../cli/evidence/verify-export.ts";
import { auditEvent, type ChainedEvent } from "../../../shared/audit/audit-event.ts";
import { makeHashChain } from "../../../shared/audit/hash-chain.ts";
import { maskPersonal } from "../../../shared/audit/mask-personal.ts";
import { readEvent } from "../../../shared/audit/read-event.ts";
import { readBlocks } from "../../docs/read-page.ts";
import { readRepositoryFile } from "../../support/text/repository-files.ts";

/** What JSON can hold and languages write differently. */
const odd = [
  { n: [0, -0, 1e21, 1e-7, 0.1, 1.5e300, 123456789012345680000, 5e-324, -1.25, 9007199254740991, 100000.5] },
  { text: 'é\u2028\u007f\u0000\t"\\/\ud83d\ude00\ud800 \udfff', "": null },
  { "\ufb33": 1, "\ud83d\ude00": 2, é: 3, "\u0080": 4, B: 5, a: 6, "10": 7, "9": 8, "a b": [] },
  { nested: [{ b: [{}], a: [[], null, true, false] }] },
  { request: { callingParty: "+441632960123" } },
];

function recordChain(id: string, data: readonly object[] = odd): readonly ChainedEvent<object>[] {
  const chain = makeHashChain(id, (hash) => ({ keyId: "key", value: hash }));
  return data.map((each, i) =>
    chain.append(
      auditEvent({ id: `${id}-${i}`, type: "emergency-call.decided.v1", subject: "call", at: i, data: each }),
    ),
  );
}

const linesOf = (events: readonly object[]): string[] => events.map((event) => JSON.stringify(event));
const chain = recordChain("chain-a");
const edit = (line: string | undefined): string => (line ?? "").replace('"subject":"call"', '"subject":"Call"');

describe("an export", () => {
  it("is intact as it was recorded, whatever is in it, and in any order of chains", async () => {
    const other = recordChain("chain-b");
    const lines = linesOf(chain.flatMap((event, i) => [event, other[i] ?? event]));
    expect(await verifyExport(lines)).toEqual({
      result: "intact",
      events: 10,
      unreadable: [],
      masked: false,
      chains: [chain, other].map((events) => ({
        chainId: events[0]?.data.chain.id,
        events: 5,
        firstSequence: 1,
        lastSequence: 5,
        lastHash: events[4]?.data.chain.hash,
        gaps: [],
        purged: [],
        brokenLinks: [],
        edited: [],
        duplicates: [],
      })),
    });
  });

  it("may begin in the middle of a chain", async () => {
    expect(await verifyExport(linesOf(chain.slice(2)))).toMatchObject({ result: "intact", events: 3 });
  });

  const lines = linesOf(chain);
  const again = linesOf(recordChain("chain-a", [{ other: true }, ...odd.slice(1)]));
  const found = { gaps: [], brokenLinks: [], edited: [], duplicates: [] };
  it.each([
    ["an edited event", lines.map((line, i) => (i === 2 ? edit(line) : line)), { edited: [3] }],
    ["an event with a valid hash in place of another", [again[0] ?? "", ...lines.slice(1)], { brokenLinks: [2] }],
    ["another event beside it", [...lines, again[0] ?? ""], { duplicates: [1] }],
  ])("is not intact with %s", async (_, altered, expected) => {
    const { result, chains } = await verifyExport(altered);
    expect(result).toBe("not-intact");
    expect(chains).toMatchObject([{ ...found, ...expected }]);
  });

  it.each([
    ["no event", [], {}],
    ["a line that is none", [...lines, "{", '{"unreadable":{}}'], { unreadable: [6, 7] }],
  ])("is not intact with %s", async (_, altered, expected) => {
    expect(await verifyExport(altered)).toMatchObject({ result: "not-intact", ...expected });
  });

  it("says that callers seem to be masked where they are", async () => {
    const masked = lines.map((line) => {
      const event = readEvent(line);
      return "reason" in event ? line : maskPersonal(event).text;
    });
    expect(await verifyExport(masked)).toMatchObject({ result: "not-intact", masked: true });
  });

  describe("with events missing", () => {
    const left = linesOf(chain.filter((_, i) => i !== 1 && i !== 2));
    const places = chain.map((event) => event.data.chain);
    const range = (from: number, to: number, lastHash = places[to - 1]?.hash ?? "") => ({
      from,
      to,
      previousHash: places[from - 1]?.previousHash ?? null,
      lastHash,
    });
    const purge = (...ranges: readonly object[]): string => {
      const data = { removed: [{ chainId: "chain-a", ranges }] };
      const event = auditEvent({ id: "purge", type: "emergency-audit.purged.v1", subject: "s", at: 9, data });
      return JSON.stringify(makeHashChain("chain-p").append(event));
    };
    const [whole, forged] = [purge(range(2, 2), range(3, 3)), purge(range(2, 3, "sha256:0"))];
    const gaps = [{ from: 2, to: 3 }];

    it("is intact where the event of a purge in it explains them, hash by hash", async () => {
      const { result, chains } = await verifyExport([...left, whole]);
      expect(result).toBe("intact");
      expect(chains[0]).toMatchObject({ gaps: [], purged: gaps });
    });

    it.each([
      ["no purge is in it", left],
      ["the hashes of a purge do not lead to the event behind", [...left, forged]],
      ["the event of the purge was edited", [...left, whole.replace('"subject":"s"', '"subject":"t"')]],
    ])("does not say why where %s", async (_, lines) => {
      const { result, chains } = await verifyExport(lines);
      expect(result).toBe(lines.some((line) => line.includes('"t"')) ? "not-intact" : "incomplete");
      expect(chains[0]).toMatchObject({ gaps, purged: [] });
    });

    it("is judged to the end by the events of purges in another export, where there is one", async () => {
      expect(await verifyExport(left, [whole])).toMatchObject({ result: "intact" });
      expect(await verifyExport(left, [forged])).toMatchObject({ result: "not-intact", chains: [{ gaps }] });
      expect(await verifyExport(left, [])).toMatchObject({ result: "not-intact", chains: [{ gaps }] });
    });

    it("is not made up for by purges where something was altered", async () => {
      expect(await verifyExport([...left.slice(0, -1), edit(left.at(-1))], [whole])).toMatchObject({
        result: "not-intact",
        chains: [{ gaps: [], edited: [5] }],
      });
    });
  });
});

const hasPython = spawnSync("python3", ["--version"]).status === 0;

describe("the ten lines of Python in the documentation", () => {
  const script = readBlocks(readRepositoryFile("docs/audit.md")).find(({ name }) => name === "verify.py")?.text ?? "";
  function run(lines: readonly string[]): string {
    const directory = mkdtempSync(join(tmpdir(), "verify-"));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    writeFileSync(join(directory, "trail.ndjson"), `${lines.join("\n")}\n`);
    const { stdout, stderr } = spawnSync("python3", ["-c", script, "trail.ndjson"], {
      cwd: directory,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    return stdout.trim();
  }

  it.skipIf(!hasPython)("agree, whatever is in the events", () => {
    expect(run(linesOf(chain))).toBe("5 events, edited [] broken [] missing []");
  });

  it.skipIf(!hasPython)("find what was edited and what is missing", () => {
    const lines = linesOf(chain);
    expect(run([edit(lines[0]), ...lines.slice(2)])).toBe("4 events, edited [1] broken [] missing [2]");
  });
});
