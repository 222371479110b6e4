import { fetchFolder } from "../folder/fetch-folder.ts";
import { namesIn, writeFolder } from "../folder/write-folder.ts";
import { exitCodes } from "../terminal/exit-codes.ts";
import type { Command } from "./command.ts";

export const exportCommand: Command = {
  summary: "write the active configuration as a folder of CSV and JSON files",
  operands: ["folder"],
  options: { "lookup-tables": { text: "with the rows of the lookup tables in use; reading them is recorded" } },
  notes: [
    "Lists and items stand in an order of their own, so that git shows what changed and nothing else.",
    "A list that the folder has as JSON stays JSON, and one that it has as CSV stays CSV.",
  ],
  run: async ({ operands: [path = ""], switches, connect, terminal }) => {
    const api = connect();
    const withTables = switches.has("lookup-tables");
    const folder = await fetchFolder(api, { present: await namesIn(path), withTables, terminal });
    const files = [...folder.files, ...folder.tables];
    await writeFolder(path, files);
    const names = files.map(({ name }) => name);
    const { version, hash } = folder;
    return {
      exit: exitCodes.done,
      json: { server: api.server, version, hash, files: names },
      text: [`${names.length} files of version ${version} are in ${path}`],
    };
  },
};
