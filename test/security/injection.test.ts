import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { callKeys } from "../../shared/audit/trail/trail-keys.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import { useSeededApp } from "../support/app/seeded-app.ts";
import { eventually } from "../support/eventually.ts";
import { allRows } from "../support/trail/trail.ts";

// What comes from outside is never part of a key or a filter as it is: nothing it holds leads to other rows.
const product = useSeededApp();

const attempts = [
  "x' or PartitionKey ne '",
  "x') or (1 eq 1",
  "' or ''='",
  "a/b\\c#d?e",
  "../../active/pointer",
  "active",
  "%27%20or%201%20eq%201",
  "\\u0027 or 1 eq 1",
  "a\tb",
  "é' or true eq true",
] as const;

const window = () => {
  const iso = (offsetMs: number) => new Date(Date.now() + offsetMs).toISOString();
  return { from: iso(-600_000), to: iso(600_000) };
};

beforeAll(async () => {
  const { app, tables } = product();
  for (const [index, hostile] of attempts.entries())
    await app.call({
      callId: `call-${index} ${hostile.replace(/\p{Cc}/gu, "")}`,
      calledParty: "+44999",
      tenant: hostile,
    });
  await eventually(async () => expect(await allRows(tableClient(tables, "AuditByCall"))).toHaveLength(attempts.length));
});

const get = async (path: string, query: Readonly<Record<string, string>>) => {
  const response = await fetch(`${product().app.url}/api/v1/${path}?${new URLSearchParams(query)}`);
  const body = (await response.json()) as { readonly events?: readonly { readonly subject: string }[] };
  return { status: response.status, subjects: body.events?.map(({ subject }) => subject) };
};

describe.each(attempts.map((hostile, index) => ({ hostile, index })))("$hostile", ({ hostile, index }) => {
  const callId = `call-${index} ${hostile.replace(/\p{Cc}/gu, "")}`;

  it("as a Call-ID finds that call and no other", async () => {
    expect(await get("audit/events", { callId })).toEqual({ status: 200, subjects: [callId] });
    expect((await get("audit/calls", { callId: hostile })).status).toBeGreaterThanOrEqual(400);
  });

  it("as a customer finds no more than theirs", async () => {
    const { status, subjects = [] } = await get("audit/events", { ...window(), tenant: hostile });
    expect([200, 400]).toContain(status);
    for (const subject of subjects) expect(subject).toBe(callId);
  });

  it.each(["continuationToken", "flag", "territory", "type", "class", "limit", "from"])(
    "as %s finds nothing",
    async (name) => {
      const { status, subjects = [] } = await get("audit/events", { ...window(), [name]: hostile });
      expect([status, subjects]).toEqual([400, []]);
    },
  );

  it("as a version finds none", async () => {
    expect((await fetch(`${product().app.url}/api/v1/config/versions/${encodeURIComponent(hostile)}`)).status).toBe(
      404,
    );
  });
});

it("a Call-ID becomes a key that Table Storage takes, another for each", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (one, other) => {
      const { partitionKey, rowKey } = callKeys(one, "");
      expect(`${partitionKey}${rowKey}`).toMatch(/^[0-9a-f]+_$/);
      if (one !== other) expect(callKeys(other, "").rowKey).not.toBe(rowKey);
    }),
  );
});

it("the configuration is as it was", async () => {
  expect(await (await fetch(`${product().app.url}/api/v1/config/versions`)).json()).toMatchObject({
    versions: [{ version: 1 }],
  });
});
