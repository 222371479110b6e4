import { readFile } from "node:fs/promises";
import { type Api, answerOf, fileOf, type Schema } from "../api/api-client.ts";
import { RequestFailed } from "../api/request-failed.ts";
import { exitCodes } from "../terminal/exit-codes.ts";
import { cannotRead } from "../terminal/file-failed.ts";
import { ArgumentError } from "../terminal/input-error.ts";
import { replaceFile } from "../terminal/replace-file.ts";
import { plain } from "../terminal/terminal.ts";
import type { Command, CommandInput, CommandResult } from "./command.ts";

const formats = ["acg", "kamailio", "opensips", "csv", "json"] as const;
type Format = (typeof formats)[number];

export const lists: Command = {
  summary: "write the emergency numbers as another system wants them, or check that system's own list",
  operands: ["format"],
  options: {
    ingress: { value: "names", text: "whose spellings, with commas between them" },
    territory: { value: "codes", text: "only these, with commas between them" },
    version: { value: "number", text: "another version than the active one" },
    output: { value: "file", text: "write the list there" },
    check: { value: "file", text: "compare the list in this file instead" },
  },
  notes: [
    `format is one of ${formats.join(", ")}.`,
    "exit with --check 0: in step; 2: something is missing or too much.",
  ],
  run: async (input) => {
    const format = formats.find((known) => known === input.operands[0]);
    if (format === undefined)
      throw new ArgumentError(`there is no format ${input.operands[0]}: there are ${formats.join(", ")}`);
    const file = input.values.get("check");
    const api = input.connect();
    return file === undefined ? writeList(input, api, format) : checkList(input, api, { format, file });
  },
};

function queryOf({ values }: CommandInput) {
  const [ingress, territory, version] = [values.get("ingress"), values.get("territory"), values.get("version")];
  return {
    ...(ingress === undefined ? {} : { ingress }),
    ...(territory === undefined ? {} : { territory }),
    ...(version === undefined ? {} : { version: Number(version) }),
  };
}

/** The tag of a list names the version that it is of. What has none may be anything, and would be what a gateway dials by. */
const ofVersion = /^(?:W\/)?"\d+-/;

async function writeList(input: CommandInput, api: Api, format: Format): Promise<CommandResult> {
  const params = { path: { format }, query: queryOf(input) };
  const { data, response } = await fileOf(api, api.GET("/v1/config/lists/{format}", { params, parseAs: "text" }));
  const etag = response.headers.get("etag");
  if (etag === null || !ofVersion.test(etag)) throw RequestFailed.strange(api.server);
  const output = input.values.get("output");
  const json = {
    server: api.server,
    format,
    etag,
    ...(output === undefined ? { list: data } : { output }),
  };
  if (output === undefined) return { exit: exitCodes.done, json, text: [data.replace(/\r?\n$/, "")] };
  await replaceFile(output, data);
  return { exit: exitCodes.done, json, text: [`the list is in ${output}`] };
}

async function checkList(
  input: CommandInput,
  api: Api,
  { format, file }: { readonly format: Format; readonly file: string },
): Promise<CommandResult> {
  const given = await readFile(file).catch((error: unknown) => {
    throw cannotRead(file, error);
  });
  const { data } = await answerOf(
    api,
    api.POST("/v1/config/lists/{format}/check", {
      params: { path: { format }, query: queryOf(input) },
      body: "",
      bodySerializer: () => given,
      headers: { "content-type": "text/plain" },
    }),
    "inStep",
    "missing",
    "extra",
    "differing",
    "malformed",
  );
  return {
    exit: data.inStep ? exitCodes.done : exitCodes.differs,
    json: { server: api.server, format, file, ...data },
    text: [...describeComparison(data), data.inStep ? "in step" : "differs"],
  };
}

function describeComparison({ missing, extra, differing, malformed }: Schema<"ListComparison">): readonly string[] {
  const lines = (sign: string, entries: typeof missing): readonly string[] =>
    entries.map(({ dialString, whatHappens }) => plain(`${sign} ${dialString}: ${whatHappens}`));
  return [
    ...lines("missing", missing),
    ...lines("extra", extra),
    ...lines("differing", differing),
    ...malformed.map(({ at, text, why }) => plain(`malformed at ${at}: ${text}: ${why}`)),
  ];
}
