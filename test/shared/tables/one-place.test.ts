import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = new URL("../../..", import.meta.url).pathname;

/** What the deployed code may ask of Table Storage in one place alone, which checks what comes back. */
const oneOf: Readonly<Record<string, readonly string[]>> = {
  "new TableClient(": ["shared/tables/table-client.ts"],
  "TableClient.fromConnectionString(": ["shared/tables/table-client.ts"],
  ".submitTransaction(": ["shared/tables/run-transaction.ts"],
  ".getEntity(": [],
  ".getEntity<": ["shared/tables/read-row.ts"],
  ".listEntities(": ["shared/tables/read-pages.ts"],
  ".listEntities<": [],
  ".statusCode": ["shared/tables/table-call.ts"],
  TableServiceClient: [],
};

async function sources(): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const paths: string[] = [];
  for (const folder of ["functions", "shared"])
    for (const path of await readdir(join(root, folder), { recursive: true }))
      if (path.endsWith(".ts")) paths.push(`${folder}/${path}`);
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(root, path), "utf8") })));
}

it.each(Object.entries(oneOf))(
  "%s stands where what comes back is checked, and nowhere else",
  async (asked, places) => {
    const found = (await sources()).filter(({ text }) => text.includes(asked)).map(({ path }) => path);
    expect(found).toEqual(places);
  },
);
