import { HttpRequest, HttpResponse, InvocationContext } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { makeOneAtATime } from "../../functions/edge/one-at-a-time.ts";
import { type ExportConfigDependencies, makeExportConfig } from "../../functions/export-config.ts";
import { documentSchema } from "../../shared/config/document.ts";
import { localCaller } from "../../shared/identity/caller.ts";

const document = documentSchema.parse({
  tenants: [{ name: "contoso" }],
  numbers: [{ territory: "GB", shortCode: "999", class: "emergency" }],
});

async function get(
  query: Record<string, string>,
  readActive: ExportConfigDependencies["readActive"] = async () => ({ version: 42, document }),
): Promise<HttpResponse> {
  const request = new HttpRequest({ method: "GET", url: "http://127.0.0.1/api/v1/config/export", query });
  const answer = await makeExportConfig({ readActive, oneAtATime: makeOneAtATime("busy") })(
    request,
    localCaller,
    new InvocationContext(),
  );
  if (answer instanceof HttpResponse || typeof answer !== "object") throw new Error("the answer is no init");
  return new HttpResponse(answer ?? undefined);
}

describe("an export", () => {
  it.each([
    [{}, "application/json", "emergency-configuration-42.json", '{\n  "ingresses": []'],
    [
      { kind: "tenant" },
      "application/json",
      "emergency-configuration-42-tenants.json",
      '[\n  {\n    "name": "contoso"',
    ],
    [
      { format: "csv" },
      "text/csv; charset=utf-8; header=present",
      "emergency-configuration-42-numbers.csv",
      "tenant,territory",
    ],
    [
      { format: "csv", kind: "defaults", code: "a-function-key" },
      "text/csv; charset=utf-8; header=present",
      "emergency-configuration-42-defaults.csv",
      "contingencyRouteSet,",
    ],
  ])("asked for with %j is a file", async (query, contentType, fileName, beginning) => {
    const answer = await get(query);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": contentType,
      "content-disposition": `attachment; filename="${fileName}"`,
      etag: '"42"',
    });
    expect((await answer.text()).startsWith(beginning)).toBe(true);
  });

  it("of JSON is the document", async () => {
    expect(await (await get({ format: "json" })).json()).toEqual(document);
  });

  it.each([{ format: "xml" }, { kind: "numbers" }, { version: "7" }])("is refused with %j", async (query) => {
    expect((await get(query)).status).toBe(400);
  });
});
