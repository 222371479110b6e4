import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { claimMachine } from "./claim-machine.ts";
import { readLocalSettings } from "./local-settings.ts";

it("a data directory that is a file is refused by the setting's name", async () => {
  const directory = await mkdtemp(join(tmpdir(), "claim-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = join(directory, "file");
  await writeFile(file, "");
  const anyPorts = { HTTP_PORT: "0", TABLES_PORT: "0", EVENT_HUBS_PORT: "0" };
  await expect(claimMachine(readLocalSettings({ ...anyPorts, DATA_DIR: file }))).rejects.toThrow(
    `DATA_DIR ${file} cannot be used (EEXIST); set it to a directory that you can write to.`,
  );
});
