import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { seedConfiguration } from "../../../../shared/config/change/seed-configuration.ts";
import { documentSchema, emptyDocument } from "../../../../shared/config/document.ts";
import { documentHash } from "../../../../shared/config/document-hash.ts";
import { type ConfigTable, configTable } from "../../../../shared/config/store/config-table.ts";
import { useTables } from "../../../support/stores/use-tables.ts";

const tables = useTables();
const starter = documentSchema.parse({
  territories: [{ code: "GB", callingCode: "44" }],
  numbers: Array.from({ length: 250 }, (_, i) => ({ territory: "GB", shortCode: String(100 + i), class: "special" })),
});
const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
const at = (table: ConfigTable, instantMs = nowMs) => ({ table, now: () => instantMs, newId: randomUUID });

describe("seeding", () => {
  it("stores and activates version 1 where there is nothing", async () => {
    const table = configTable(await tables.fresh());
    expect(await seedConfiguration(starter, at(table))).toBe(true);
    const hash = await documentHash(starter);
    expect(await table.readPointer()).toMatchObject({ version: 1, hash, activatedAt: "2026-11-22T12:00:00.000Z" });
    expect(await documentHash(await table.readVersion(1, hash))).toBe(hash);
  });

  it("stores nothing of a configuration that no change could make, and says all that is wrong", async () => {
    const table = configTable(await tables.fresh());
    const steps = [{ do: "strip-calling-code" }];
    const wrong = documentSchema.parse({
      territories: [{ code: "GB", callingCode: "44", routeSet: "nowhere" }],
      conversions: [{ name: "wrong", steps, examples: [{ in: "+44999", out: "112" }] }],
    });
    await expect(seedConfiguration(wrong, at(table))).rejects.toThrow(
      [
        "territories[0].routeSet: there is no route set nowhere",
        "conversions[0].examples[0].out: +44999 should become 112, but it comes out as 999",
      ].join("\n"),
    );
    expect(await table.readPointer()).toBeNull();
  });

  it("changes nothing where there is a configuration, whatever it is", async () => {
    const table = configTable(await tables.fresh());
    await seedConfiguration(emptyDocument, at(table));
    const before = await table.readPointer();
    expect(await seedConfiguration(starter, at(table, nowMs + 1))).toBe(false);
    expect(await table.readPointer()).toEqual(before);
    expect(await table.readVersion(1, await documentHash(emptyDocument))).toEqual(emptyDocument);
  });

  it("by three at once is done by one, and the version is whole", async () => {
    const table = configTable(await tables.fresh());
    const seeded = await Promise.all(
      [0, 1, 2].map((laterMs) => seedConfiguration(starter, at(table, nowMs + laterMs))),
    );
    expect(seeded.filter(Boolean)).toHaveLength(1);
    const hash = await documentHash(starter);
    const pointer = await table.readPointer();
    expect(pointer).toMatchObject({ hash });
    expect(await documentHash(await table.readVersion(pointer?.version ?? 0, hash))).toBe(hash);
  });

  it("is finished by the next start when it died before the pointer was set", async () => {
    const table = configTable(await tables.fresh());
    await table.writeVersion(1, starter);
    expect(await table.readPointer()).toBeNull();
    expect(await seedConfiguration(starter, at(table))).toBe(true);
    expect(await documentHash(await table.readVersion(1, await documentHash(starter)))).toBe(
      await documentHash(starter),
    );
  });
});
