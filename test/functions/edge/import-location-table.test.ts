import { HttpRequest, InvocationContext } from "@azure/functions";
import { expect, it } from "vitest";
import { makeImportLocationTable } from "../../../functions/edge/import-location-table.ts";
import { emptyDocument } from "../../../shared/config/document.ts";
import { localCaller } from "../../../shared/identity/caller.ts";

const ring = [
  [-2, 50],
  [-1, 50],
  [-1, 51],
  [-2, 50],
];
const feature = (type: string, coordinates: unknown) => ({
  type: "Feature",
  properties: { area: "west" },
  geometry: { type, coordinates },
});
const areas = {
  type: "FeatureCollection",
  features: [feature("Polygon", [ring]), feature("MultiPolygon", [[ring], [ring]])],
};

it.each([
  ["locationKey", "csv", "key,area\nhq,west\n*,east\n", 2],
  ["boundary", "json", JSON.stringify(areas), 3],
])("a dry run by %s tells how many rows the file has, of boundaries how many polygons", async (...given) => {
  const [keys, format, text, rows] = given;
  const handler = makeImportLocationTable({
    readActive: async () => ({ document: emptyDocument }),
    importTable: () => Promise.reject(new Error("a dry run stores nothing")),
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  const query = { kind: "location-table", name: "places", reason: "CHG1", dryRun: "true", keys, format };
  const url = "http://127.0.0.1/api/v1/config/imports";
  const request = new HttpRequest({ method: "POST", url, query, body: { bytes: Buffer.from(text) } });
  expect(await handler(request, localCaller, new InvocationContext())).toEqual({
    jsonBody: { dryRun: true, name: "places", rows },
  });
});
