import { describe, expect, it } from "vitest";
import { countRows } from "../../../../shared/config/lookup/count-rows.ts";
import { exportRows } from "../../../../shared/config/lookup/export-rows.ts";
import { parseLocationRows } from "../../../../shared/config/lookup/parse-location-rows.ts";
import { packBoundary } from "../../../../shared/location/pack-boundary.ts";
import { square } from "../../../support/location/square.ts";

const locationRows = async (...lines: readonly string[]) => {
  const parsed = await parseLocationRows(Buffer.from(["key,area", ...lines].join("\n")), "csv", "locationKey");
  if (parsed.outcome === "faulty") throw new Error(JSON.stringify(parsed.faults));
  return parsed.value;
};

const boundaryRows = async (polygons: number) => {
  const areas = Array.from({ length: polygons }, (_, i) => square(`area-${i % 3}`, i / 1_000, 50, 1));
  return [{ key: "~keys", value: "boundary" }, ...(await packBoundary(areas))];
};

describe("the number of a table's rows", () => {
  it("is that of the file, of a lookup table and of places", async () => {
    expect(await countRows([{ key: "75056", value: "0155" }])).toBe(1);
    expect(await countRows(await locationRows("hq,west", "*,east"))).toBe(2);
  });

  it.each([1, 2, 2_500])("is that of the polygons, of a boundary: %i, as the export has features", async (polygons) => {
    const rows = await boundaryRows(polygons);
    expect(await countRows(rows)).toBe(polygons);
    const exported = Buffer.concat((await exportRows(new Map(rows.map((row) => [row.key, row.value])), "json")) ?? []);
    expect(JSON.parse(exported.toString()).features).toHaveLength(polygons);
  });

  it("is that of the rows that are stored, of what is no boundary", async () => {
    expect(
      await countRows([
        { key: "~keys", value: "boundary" },
        { key: "000001", value: "////" },
      ]),
    ).toBe(1);
  });
});
