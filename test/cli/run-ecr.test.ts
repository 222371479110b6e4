import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import { commandTable } from "../../cli/commands/command-table.ts";
import { runEcr } from "../../cli/run-ecr.ts";
import { Interrupted } from "../../cli/terminal/interrupted.ts";

const effect = {
  baseVersion: 5,
  hash: "sha256:new",
  diff: {
    summary: { tenant: { added: 1, changed: 0, removed: 0 } },
    changes: [{ kind: "tenant", key: "contoso", change: "added", before: null, after: {}, fields: [] }],
    truncated: false,
  },
  warnings: [],
  warningsCount: 0,
  dangers: [{ danger: "removes-tenant", message: "a customer is gone", items: ["contoso"], count: 1 }],
  simulated: 10,
  differing: 0,
  decisionsChanged: [],
};
const lists = [{ kind: "tenant", list: "tenants", key: ["name"], items: 1, hash: "sha256:t" }];
const fingerprint = (version = 5, hash = "sha256:old") => ({ version, hash, activatedAt: null, lists, tables: [] });

type Answer = {
  readonly status?: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly lost?: true;
  /** The connection ends in the middle of the answer. */
  readonly cut?: boolean;
};
type Answers = Readonly<Record<string, Answer | readonly Answer[]>>;

/** A server whose answers a test says, by method and path below /api/v1/. The last answer of a list is given again. */
async function startScripted(answers: Answers, onAsked: (name: string) => void = () => {}) {
  const asked: string[] = [];
  const bodies: string[] = [];
  const counts = new Map<string, number>();
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
    const dry = searchParams.get("dryRun") === "true" ? " dry" : "";
    const name = `${request.method} ${pathname.replace("/api/v1/", "")}${dry}`;
    const body = await text(request);
    // How people sign in is asked before anything else.
    if (pathname === "/console/settings.json") return void response.writeHead(404).end();
    bodies.push(body);
    asked.push(name);
    onAsked(name);
    const given = answers[name] ?? { status: 404, text: "" };
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const answer: Answer = Array.isArray(given) ? given[Math.min(count, given.length - 1)] : given;
    if (answer.lost) return void response.destroy();
    if (answer.cut) {
      response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
      return void response.write('{"version": 5,', () => response.destroy());
    }
    const headers = { "content-type": "application/json", etag: '"5"', ...answer.headers };
    response.writeHead(answer.status ?? 200, headers);
    response.end(answer.text ?? JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, bodies };
}

function makeFolder(files: Readonly<Record<string, string>> = { "tenants.csv": "name,defaultTerritory\n" }): string {
  const folder = mkdtempSync(join(tmpdir(), "router-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  interrupt = new AbortController().signal,
) {
  const written = { out: "", err: "" };
  const write = (stream: "out" | "err") => (part: string) => {
    written[stream] += part;
  };
  const terminal = { out: write("out"), err: write("err"), progress: () => {} };
  let nowMs = Date.parse("2026-11-28T12:00:00.000Z");
  const wait = async (ms: number) => {
    nowMs += ms;
  };
  const exit = await runEcr(args, { env, terminal, version: "1.2.3", now: () => nowMs, wait, interrupt });
  return { exit, ...written };
}

const against = async (answers: Answers, ...args: readonly string[]) => {
  const { url, asked, bodies } = await startScripted(answers);
  return { ...(await run(args, { ECR_SERVER: url })), asked, bodies, url };
};

const live = { "GET config/fingerprint": { body: fingerprint() } };
const dry = "POST config/imports dry";
const problem = (status: number, more: object = {}): Answer => ({ status, body: { status, detail: "why", ...more } });

describe("a plan", () => {
  it.each([
    ["0 where nothing would change", { body: { dryRun: true, ...effect, hash: "sha256:old" } }, 0, /^same$/m],
    ["2 where something would", { body: { dryRun: true, ...effect } }, 2, /\+ tenant contoso\n(?:.*\n)*changes$/m],
    [
      "3 where that is dangerous",
      problem(428, { unconfirmed: ["removes-tenant"], ...effect }),
      3,
      /dangers: --confirm removes-tenant/,
    ],
    [
      "1 where the folder is not valid",
      problem(422, { errors: [{ path: "tenants.csv line 2", message: "bad" }] }),
      1,
      /^$/,
    ],
    ["1 where another version is active", problem(409), 1, /^$/],
    ["4 where the router cannot answer", problem(503), 4, /^$/],
    ["4 where something else answers", { text: "<html>" }, 4, /^$/],
    ["4 where something else answers with JSON", { body: "page" }, 4, /^$/],
    ["4 where something else answers with an object", { body: { ok: true } }, 4, /^$/],
    ["4 where it is led elsewhere", { status: 302, headers: { location: "https://login.example/?s=1" } }, 4, /^$/],
    ["4 where a gateway has no answer", { status: 502, text: "<html>" }, 4, /^$/],
    ["4 where a gateway asks to wait", { status: 429, text: "" }, 4, /^$/],
    ["4 where the answer is cut off", { cut: true }, 4, /^$/],
    ["4 where there is no such path", { status: 404, text: "<html>" }, 4, /^$/],
    ["5 where a gateway asks for a token", { status: 401, text: "" }, 5, /^$/],
    ["5 where a gateway refuses", { status: 403, text: "<html>" }, 5, /^$/],
    ["1 where a gateway refuses the size", { status: 413, text: "<html>" }, 1, /^$/],
    ["5 without a token", problem(401), 5, /^$/],
    ["5 without the role", problem(403), 5, /^$/],
  ])("exits with %s", async (_, answer, exit, out) => {
    const ran = await against({ ...live, [dry]: answer }, "plan", makeFolder());
    expect(ran.exit).toBe(exit);
    expect(ran.out).toMatch(out);
    expect(ran.asked).not.toContain("POST config/imports");
    if (exit === 1 || exit > 3) expect(ran.err).toMatch(/^ecr: ./);
  });

  it("prints the same as JSON, also of a failure, and each cause once", async () => {
    const refusal = problem(422, {
      errors: [
        { path: "a", message: "bad" },
        { path: "a", message: "bad" },
      ],
    });
    const ran = await against({ ...live, [dry]: refusal }, "plan", makeFolder(), "--json");
    expect(JSON.parse(ran.out)).toMatchObject({ result: "failed", exit: 1, status: 422, causes: ["why", "a: bad"] });
    expect(ran.err).toBe("ecr: why\necr: a: bad\n");
    const same = await against(
      { ...live, [dry]: { body: { dryRun: true, ...effect } } },
      "plan",
      makeFolder(),
      "--json",
    );
    expect(JSON.parse(same.out)).toMatchObject({ result: "changes", hash: "sha256:new", notInFolder: [] });
  });

  it("names the lists that have no file", async () => {
    const tried = { body: { dryRun: true, ...effect } };
    const ran = await against({ ...live, [dry]: tried }, "plan", makeFolder({ "numbers.csv": "" }));
    expect(ran.out).toContain("Without a file, and so as they are: tenants");
  });

  it.each([
    [{ "tenants.xlsx": "PK", "tenants.csv": "" }, "tenants.xlsx is a workbook: save it as CSV UTF-8"],
    [{ "README.md": "", "~$tenants.csv": "", ".tenants.csv": "" }, "has no CSV or JSON file in it"],
  ])("asks nobody about a folder with %j", async (files, cause) => {
    const ran = await against(live, "plan", makeFolder(files));
    expect(ran).toMatchObject({ exit: 1, err: expect.stringContaining(cause), asked: [] });
  });

  it("says that there is no such folder", async () => {
    expect(await run(["plan", "/nowhere"])).toMatchObject({ exit: 1, err: "ecr: there is no folder /nowhere\n" });
  });
});

describe("an apply", () => {
  const tried = { body: { dryRun: true, ...effect } };
  const post = "POST config/imports";
  const apply = async (answers: Answers) =>
    against({ ...live, [dry]: tried, ...answers }, "apply", makeFolder(), "--reason", "CHG1");

  it("makes live what the plan was for", async () => {
    const ran = await apply({ [post]: { status: 201, body: { version: 6, ...effect } } });
    expect(ran).toMatchObject({ exit: 0, out: expect.stringMatching(/applied: version 6 is live\n$/) });
  });

  it("does nothing where nothing would change, or where a danger is not confirmed", async () => {
    const same = await apply({ [dry]: { body: { dryRun: true, ...effect, hash: "sha256:old" } } });
    const danger = await apply({ [dry]: problem(428, { unconfirmed: ["removes-tenant"], ...effect }) });
    expect([same.exit, danger.exit]).toEqual([0, 3]);
    expect([...same.asked, ...danger.asked]).not.toContain(post);
  });

  it.each([
    ["the answer is lost", { lost: true }],
    ["the store failed when all was done", problem(503)],
    ["something else answers", { body: "page" }],
  ] satisfies readonly (readonly [string, Answer])[])("looks up what is live where %s", async (_, answer) => {
    const found = [{ body: fingerprint() }, { body: fingerprint() }, { body: fingerprint(6, "sha256:new") }];
    const ran = await apply({ [post]: answer, "GET config/fingerprint": found });
    expect(ran).toMatchObject({ exit: 0, out: expect.stringContaining("applied: version 6 is live") });
    expect(ran.asked.filter((name) => name === post)).toHaveLength(1);
  });

  it.each([
    ["the old version is live", [{ body: fingerprint() }], "version 5 is live, not the change"],
    [
      "nothing answers for a minute",
      [{ body: fingerprint() }, { lost: true }],
      "it is not known whether the change is live",
    ],
    [
      "another change is live",
      [{ body: fingerprint() }, { body: fingerprint(6, "sha256:other") }],
      "version 6 is live, not the change",
    ],
  ] satisfies readonly (readonly [string, readonly Answer[], string])[])(
    "says after a lost answer that %s",
    async (_, found, said) => {
      const ran = await apply({ [post]: { lost: true }, "GET config/fingerprint": found });
      expect(ran).toMatchObject({ exit: 4, err: expect.stringContaining(said) });
    },
  );

  it("waits for a server that comes back, but not for longer than it says", async () => {
    const found = [{ body: fingerprint() }, ...Array(40).fill({ lost: true }), { body: fingerprint(6, "sha256:new") }];
    const back = await apply({ [post]: { lost: true }, "GET config/fingerprint": found });
    expect(back).toMatchObject({ exit: 0, out: expect.stringContaining("applied: version 6 is live") });
    const asked = (await apply({ [post]: { lost: true } })).asked.filter((name) => name === "GET config/fingerprint");
    expect(asked).toHaveLength(1 + 6);
  });

  it("says that nothing is known where it is interrupted while the server is at work", async () => {
    const ending = new AbortController();
    const answers = { ...live, [dry]: tried, [post]: { status: 201, body: {} } };
    const { url } = await startScripted(answers, (name) => {
      if (name === post) ending.abort(new Interrupted());
    });
    const ran = await run(["apply", makeFolder(), "--reason", "CHG1"], { ECR_SERVER: url }, ending.signal);
    expect(ran).toMatchObject({
      exit: 130,
      err: expect.stringMatching(/^ecr: interrupted; it is not known whether the change is live: `ecr plan` tells/),
    });
  });

  it("is refused where others must approve it, unless it names an incident", async () => {
    const ran = await apply({ [post]: problem(403, { approvalsNeeded: 1 }) });
    expect(ran).toMatchObject({ exit: 3, err: expect.stringMatching(/^ecr: why\necr: `ecr propose <folder>`/) });
  });

  describe("with tables", () => {
    const withTables = () => {
      const folder = makeFolder();
      mkdirSync(join(folder, "lookup-tables"));
      for (const name of ["a@3.csv", "b@1.callingParty.CSV"])
        writeFileSync(join(folder, "lookup-tables", name), `rows of ${name}`);
      return folder;
    };
    const newTables = [{ name: "b", version: 1, rows: 7, hash: "sha256:b" }];
    const applyTables = (answers: Answers) =>
      against({ ...live, ...answers }, "apply", withTables(), "--reason", "CHG1", "--json");

    it("tries the folder with them, then stores those that the server does not have, then sends the change", async () => {
      const stored = [
        { status: 200, body: {} },
        { status: 201, body: {} },
        { status: 201, body: { version: 6, ...effect } },
      ];
      const ran = await applyTables({ [dry]: { body: { dryRun: true, ...effect, newTables } }, [post]: stored });
      expect(ran.asked).toEqual(["GET config/fingerprint", dry, post, post, post]);
      for (const name of ["tenants.csv", "lookup-tables/a@3.csv", "lookup-tables/b@1.callingParty.csv"])
        expect(ran.bodies[1]).toContain(`filename="${name}"`);
      expect(ran.bodies.slice(2, 4)).toEqual(["rows of a@3.csv", "rows of b@1.callingParty.CSV"]);
      expect(ran.bodies[4]).not.toContain("lookup-tables");
      expect(JSON.parse(ran.out)).toMatchObject({ result: "applied", storedTables: ["b@1"] });
    });

    it("stores none where the folder is not valid, dangerous, or has other rows under a number", async () => {
      const refused = problem(422, { errors: [{ path: "lookup-tables/a@3.csv", message: "has other rows there" }] });
      const danger = problem(428, { unconfirmed: ["removes-tenant"], ...effect });
      for (const [answer, exit, said] of [
        [refused, 1, "lookup-tables/a@3.csv: has other rows there"],
        [danger, 3, "removes-tenant"],
      ] as const) {
        const ran = await applyTables({ [dry]: answer });
        expect(ran).toMatchObject({ exit, asked: ["GET config/fingerprint", dry] });
        expect(ran.out + ran.err).toContain(said);
      }
    });

    it("says in a plan what would be stored first", async () => {
      const answers = { ...live, [dry]: { body: { dryRun: true, ...effect, newTables } } };
      const ran = await against(answers, "plan", withTables());
      expect(ran).toMatchObject({ exit: 2, out: expect.stringContaining("  b@1: 7 rows\nchanges") });
    });
  });

  it("needs a reason", async () => {
    expect(await run(["apply", "folder"])).toMatchObject({
      exit: 64,
      err: expect.stringContaining("--reason <text> is missing"),
    });
  });
});

describe("a proposal", () => {
  const id = "0198c1f0-5a3e-7cc2-9d55-0f6c2f1a9b10";
  const proposal = {
    id,
    state: "open",
    hash: "sha256:proposal",
    author: "configurer",
    reason: "CHG1",
    approvals: [],
    approvalsNeeded: 2,
    activateAt: null,
    activateBefore: null,
    breakGlass: null,
    version: null,
    revertAt: null,
    errors: [],
  };
  const change = (kind: string, how: string, item: object) => ({
    kind,
    key: "k",
    change: how,
    before: how === "added" ? null : item,
    after: how === "removed" ? null : item,
    fields: [],
  });
  const changes = [
    change("tenant", "added", { name: "a" }),
    change("tenant", "removed", { name: "b", defaultTerritory: null }),
  ];
  const tried = { body: { dryRun: true, ...effect, diff: { ...effect.diff, changes } } };

  it("is what the folder would change, as operations on the version that it was tried on", async () => {
    const answers = { ...live, [dry]: tried, "POST config/proposals": { status: 201, body: proposal } };
    const options = [
      "--reason",
      "CHG1",
      "--confirm",
      "removes-tenant",
      "--revert-after",
      "600",
      "--activate-at",
      "2026-11-30T02:00:00Z",
    ];
    const ran = await against(answers, "propose", makeFolder(), ...options);
    expect(ran).toMatchObject({ exit: 0, out: expect.stringContaining("open, 0 of 2 approvals") });
    expect(JSON.parse(ran.bodies.at(-1) ?? "")).toEqual({
      baseVersion: 5,
      reason: "CHG1",
      operations: [
        { op: "put", kind: "tenant", item: { name: "a" } },
        { op: "delete", kind: "tenant", key: { name: "b" } },
      ],
      confirm: ["removes-tenant"],
      revertAfterS: 600,
      activateAt: "2026-11-30T02:00:00Z",
    });
  });

  it("is not made of what changes nothing, or is not confirmed", async () => {
    for (const [answer, exit] of [
      [{ body: { dryRun: true, ...effect, hash: "sha256:old" } }, 0],
      [problem(428, { unconfirmed: ["removes-tenant"], ...effect }), 3],
    ] as const) {
      const ran = await against({ ...live, [dry]: answer }, "propose", makeFolder(), "--reason", "x");
      expect(ran.exit).toBe(exit);
      expect(ran.asked).not.toContain("POST config/proposals");
    }
  });

  it.each(["approve", "reject", "withdraw", "confirm"])(
    "%s is sent with its comment, again if its answer is lost",
    async (act) => {
      const path = `POST config/proposals/${id}/${act}`;
      const ran = await against(
        { [path]: [{ lost: true }, { body: proposal }] },
        act,
        id,
        "--comment",
        "seen",
        "--hash",
        "sha256:p",
      );
      expect(ran).toMatchObject({ exit: 0, asked: [path, path] });
      expect(ran.bodies).toEqual(['{"comment":"seen"}', '{"comment":"seen"}']);
      const own = await against({ [path]: problem(403) }, act, id);
      const edited = await against({ [path]: problem(409, { state: "open" }) }, act, id);
      expect([own.exit, edited.exit]).toEqual([5, 1]);
    },
  );

  it.each([
    [{ status: 502, text: "<html>" }, 4],
    [{ status: 403, text: "" }, 5],
    [{ body: "page" }, 4],
  ])("is not made where something else answers %j", async (answer, exit) => {
    const answers = { ...live, [dry]: tried, "POST config/proposals": answer };
    const ran = await against(answers, "propose", makeFolder(), "--reason", "CHG1");
    expect(ran).toMatchObject({ exit, err: expect.stringMatching(/^ecr: ./) });
  });

  it("that cannot go live any more is said by the exit code of an approval", async () => {
    const errors = [{ path: "operations[0]", message: "tenant a was changed since version 5" }];
    const path = `POST config/proposals/${id}/approve`;
    const ran = await against({ [path]: { body: { ...proposal, state: "conflict", errors } } }, "approve", id);
    expect(ran).toMatchObject({ exit: 1, out: expect.stringContaining("tenant a was changed since version 5") });
  });

  it("of what went live for an incident shows what its version changed", async () => {
    const bypass = { ...proposal, breakGlass: "INC1", version: 6, operations: [], confirm: [] };
    const answers = {
      [`GET config/proposals/${id}`]: { body: bypass },
      "GET config/versions/6": { body: { version: 6, diff: { ...effect.diff, changes } } },
    };
    const { exit, out } = await against(answers, "proposals", id);
    expect(exit).toBe(0);
    expect(out).toContain("incident   INC1: it went live without approval\n");
    expect(out).toContain("  + tenant k\n  - tenant k\n");
  });

  describe("of what is live elsewhere", () => {
    const promote = async (...options: readonly string[]) => {
      const elsewhere = await startScripted({ ...live, "GET config/export": { text: "name\r\n" } });
      const answers = { ...live, [dry]: tried, "POST config/proposals": { status: 201, body: proposal } };
      const here = await startScripted(answers);
      const ran = await run(["promote", elsewhere.url, here.url, ...options]);
      return { ...ran, ...here, elsewhere: elsewhere.url };
    };

    it("is made at the other server, for the time that is given", async () => {
      const ran = await promote("--propose", "--activate-at", "2026-11-30T02:00:00Z");
      expect(ran).toMatchObject({ exit: 0, out: expect.stringContaining("open, 0 of 2 approvals") });
      expect(ran.asked).not.toContain("POST config/imports");
      expect(JSON.parse(ran.bodies.at(-1) ?? "")).toMatchObject({
        baseVersion: 5,
        reason: `version 5 of ${new URL(ran.elsewhere).host}`,
        activateAt: "2026-11-30T02:00:00Z",
      });
    });

    it.each([
      [["--activate-at", "2026-11-30T02:00:00Z"], "--activate-at is for --propose, which is not given"],
      [["--propose", "--dry-run"], "give either --dry-run or --propose"],
    ])("asks nobody with %j", async (options, cause) => {
      expect(await promote(...options)).toMatchObject({ exit: 64, err: expect.stringContaining(cause), asked: [] });
    });
  });

  it("is listed while it is not over", async () => {
    const page = { body: { proposals: [proposal, { ...proposal, state: "rejected" }], continuationToken: null } };
    const ran = await against({ "GET config/proposals": page }, "proposals");
    expect(ran.out).toBe(`${id} open 0/2 configurer: CHG1\n`);
    const none = { proposals: [], continuationToken: null };
    expect((await against({ "GET config/proposals": { body: none } }, "proposals")).out).toBe("there is none\n");
    const over = { proposals: [{ ...proposal, state: "rejected" }], continuationToken: "older" };
    const older = await against({ "GET config/proposals": [{ body: over }, page] }, "proposals");
    expect(older.out).toBe(ran.out);
  });
});

describe("an export", () => {
  const exported = { text: "name\r\n" };
  it("writes what the server sends, byte by byte, and keeps the format that a list has", async () => {
    const folder = makeFolder({ "tenants.json": "[]" });
    expect(await against({ ...live, "GET config/export": exported }, "export", folder)).toMatchObject({ exit: 0 });
    expect(readdirSync(folder).sort()).toEqual([".gitattributes", "tenants.json"]);
    expect(readFileSync(join(folder, "tenants.json"), "utf8")).toBe("name\r\n");
  });

  it.each(["../package", "/tmp/package", "a/b", ".npmrc"])(
    "writes nothing where the server names a list %j",
    async (list) => {
      const folder = makeFolder({ "tenants.csv": "mine" });
      const named = { body: { ...fingerprint(), lists: [...lists, { ...lists[0], list }] } };
      const ran = await against({ "GET config/fingerprint": named, "GET config/export": exported }, "export", folder);
      expect(ran).toMatchObject({ exit: 1, err: expect.stringContaining("the server names a file") });
      expect(readdirSync(folder)).toEqual(["tenants.csv"]);
      expect(readFileSync(join(folder, "tenants.csv"), "utf8")).toBe("mine");
    },
  );

  it.each([
    ["/proc/x", "no such file or directory"],
    ["/dev/null", "file already exists"],
    ["/dev/null/x", "not a directory"],
  ])("says once why there can be no folder %s", async (folder, why) => {
    const ran = await against({ ...live, "GET config/export": exported }, "export", folder);
    expect(ran).toMatchObject({ exit: 1, out: "", err: `ecr: ${folder} cannot be written: ${why}\n` });
  });

  it("leaves every file as it was where one cannot be read, or the version changes each time", async () => {
    for (const answers of [
      { "GET config/export": problem(503) },
      { "GET config/fingerprint": { body: fingerprint(7) }, "GET config/export": exported },
    ]) {
      const folder = makeFolder({ "tenants.csv": "mine" });
      const ran = await against({ ...live, ...answers }, "export", folder);
      expect(ran.exit).not.toBe(0);
      expect(readdirSync(folder)).toEqual(["tenants.csv"]);
      expect(readFileSync(join(folder, "tenants.csv"), "utf8")).toBe("mine");
    }
  });
});

describe("a watch", () => {
  const totals = { decided: 2, answered: 1, failed: 1, abandoned: 0, missing: 0, successRate: 0.5 };
  const seen = (alarms: readonly object[]) => ({
    body: { asOf: "2026-11-28T00:00:00.000Z", complete: true, totals, alarms },
  });
  it.each([
    [0, []],
    [3, [{ alarm: "route-failing", subject: "uk-a", since: "2026-11-28T00:00:00.000Z" }]],
  ])("that looks once exits with %i", async (exit, alarms) => {
    const ran = await against({ "GET watch": seen(alarms) }, "watch", "--once");
    expect(ran).toMatchObject({ exit, out: expect.stringContaining("2 decided, 1 answered, 1 failed") });
  });

  it("goes on while nothing answers, and ends without the role", async () => {
    const ran = await against(
      { "GET watch": [problem(503), problem(503), problem(503), seen([]), problem(403)] },
      "watch",
    );
    expect(ran).toMatchObject({
      exit: 5,
      out: expect.stringContaining("50.0 % answered"),
      err: expect.stringContaining("why"),
    });
  });
});

it("lists the first hundred findings of another file than an export", async () => {
  const folder = makeFolder({ "page.html": "<p>\n".repeat(150) });
  const { exit, out } = await run(["verify", join(folder, "page.html")]);
  expect(exit).toBe(3);
  expect(out).toContain("line 100 holds no event\n… 50 more: --json lists all\nthere is no event in it\nNOT INTACT\n");
});

it("says of a fault of its own that it is one, and where", async () => {
  const broken = { "GET config/fingerprint": { body: { ...fingerprint(), lists: null } } };
  const ran = await against(broken, "plan", makeFolder(), "--json");
  expect(ran).toMatchObject({ exit: 70, err: expect.stringMatching(/^ecr: a fault of ecr itself.*\necr: TypeError/) });
  expect(JSON.parse(ran.out)).toMatchObject({ result: "failed", exit: 70 });
});

describe("a comparison", () => {
  const otherList = { kind: "number", list: "numbers", key: ["shortCode"], items: 1, hash: "sha256:n" };
  const items = (version: number, ...names: readonly string[]) => ({
    body: { version, items: names.map((name) => ({ name })) },
  });
  const compare = async (itemsOfB: Answer) => {
    const a = await startScripted({ ...live, "GET config/items": items(5, "x", "y") });
    const ofB = { ...fingerprint(7, "sha256:b"), lists: [{ ...lists[0], hash: "sha256:b" }, otherList] };
    const b = await startScripted({ "GET config/fingerprint": { body: ofB }, "GET config/items": itemsOfB });
    return run(["compare", a.url, b.url]);
  };

  it("names what only one side has, and a list that only one of them knows", async () => {
    const { exit, out } = await compare(items(7, "y", "z"));
    expect(exit).toBe(2);
    expect(out).toContain("A does not know the list numbers: its release is older\n");
    expect(out).toContain('  A {"name":"x"}\n  B {"name":"z"}\n');
  });

  it("is of one version each", async () => {
    expect(await compare(items(8, "y"))).toMatchObject({
      exit: 1,
      err: expect.stringContaining("changed while it was read; try again"),
    });
  });
});

describe("a list", () => {
  const list = (answer: Answer, ...args: readonly string[]) =>
    against({ "GET config/lists/acg": answer }, "lists", "acg", ...args);
  const etag = `"5-${"0".repeat(32)}"`;

  it("replaces the file as a whole, and a link's target", async () => {
    const folder = makeFolder({ "acg.txt": "mine" });
    symlinkSync("acg.txt", join(folder, "link.txt"));
    const ran = await list({ text: "+44999\n", headers: { etag } }, "--output", join(folder, "link.txt"));
    expect(ran).toMatchObject({ exit: 0 });
    expect(readFileSync(join(folder, "acg.txt"), "utf8")).toBe("+44999\n");
    expect(readdirSync(folder).sort()).toEqual(["acg.txt", "link.txt"]);
  });

  it.each([
    ["/nowhere/acg.txt", "no such file or directory"],
    ["/dev/full", "no space left on device"],
  ])("says once why it cannot be written to %s", async (output, why) => {
    const ran = await list({ text: "+44999\n", headers: { etag } }, "--output", output);
    expect(ran).toMatchObject({ exit: 1, out: "", err: `ecr: ${output} cannot be written: ${why}\n` });
  });

  it.each([
    ["the page of a proxy", { text: "<html>", headers: { "content-type": "text/html", etag } }],
    ["what is of no version", { text: "sign in", headers: { "content-type": "text/plain", etag: '"page"' } }],
  ])("is never %s", async (_, answer) => {
    const folder = makeFolder({ "acg.txt": "mine" });
    const ran = await list(answer, "--output", join(folder, "acg.txt"));
    expect(ran).toMatchObject({ exit: 4, err: expect.stringContaining("is not the router") });
    expect(readFileSync(join(folder, "acg.txt"), "utf8")).toBe("mine");
  });
});

describe("the command line", () => {
  it.each([
    [[], "a command is missing"],
    [["frob"], "there is no command frob"],
    [["constructor"], "there is no command constructor"],
    [["plan"], "<folder> is missing"],
    [["plan", "a", "--colour"], "--colour is not known"],
    [["try", "999", "--server", "nowhere"], "nowhere is no address of a server"],
    [["try", "999", "--timeout", "soon"], "--timeout is a number of seconds"],
    [["lists", "asterisk"], "there is no format asterisk"],
    [["watch", "--every", "0"], "--every is a number of seconds"],
    [["verify"], "give an export, or --anchor <file>"],
    [["verify", "a", "--anchor", "b"], "give either an export or an anchor"],
    [["verify", "--anchor", "/nowhere/a", "--from", "2026-11-29T00:00:00Z"], "--from is not before the end of the run"],
    [["verify", "--anchor", "/nowhere/a", "--to", "2026-11-29T00:00:00Z"], "--to is later than now"],
  ])("%j is wrong, with --json too", async (args, cause) => {
    expect(await run(args)).toMatchObject({ exit: 64, out: "", err: expect.stringContaining(cause) });
    const { exit, out } = await run([...args, "--json"]);
    expect(exit).toBe(64);
    const [first] = args;
    const said = first === undefined ? "there is no command --json" : cause;
    expect(JSON.parse(out)).toMatchObject({
      result: "failed",
      exit: 64,
      causes: [expect.stringContaining(said), expect.any(String)],
    });
  });

  it.each([
    [["verify", "/nowhere"], "/nowhere cannot be read: no such file or directory"],
    [["verify", "/proc"], "/proc cannot be read: illegal operation on a directory"],
    [["verify", "--anchor", "/proc"], "/proc cannot be read: illegal operation on a directory"],
    [["lists", "acg", "--check", "/nowhere"], "/nowhere cannot be read: no such file or directory"],
    [["plan", "/dev/null"], "/dev/null is no folder"],
  ])("names in %j the file that cannot be read", async (args, cause) => {
    expect(await run(args)).toMatchObject({ exit: 1, out: "", err: `ecr: ${cause}\n` });
  });

  it("takes empty variables as if they were not set", async () => {
    const { url, asked } = await startScripted(live);
    await run(["compare", url, url], { ECR_SERVER: "", ECR_TOKEN: "", ECR_SCOPE: "" });
    expect(asked).toEqual(["GET config/fingerprint", "GET config/fingerprint"]);
    const ran = await run(["try", "999", "--timeout", "soon"], { ECR_SERVER: "" });
    expect(ran.err).toContain("ecr: --timeout is a number of seconds, up to 3600\n");
  });

  it("says where to look where nothing answers", async () => {
    const ran = await run(["try", "999", "--server", "http://127.0.0.1:9"]);
    expect(ran).toMatchObject({ exit: 4, err: expect.stringContaining("is the address right") });
  });

  it("has a help for every command, with all of its options", async () => {
    const { exit, out } = await run(["--help"]);
    expect(exit).toBe(0);
    for (const [name, { options }] of Object.entries(commandTable)) {
      expect(out).toContain(`  ${name} `);
      const help = await run([name, "--help"]);
      expect(help.out).toMatch(new RegExp(`^ecr ${name} `));
      for (const option of Object.keys(options)) expect(help.out).toContain(`  --${option}`);
    }
    expect(await run(["--version"])).toMatchObject({ exit: 0, out: "1.2.3\n" });
  });
});
