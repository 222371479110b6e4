import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** Commands as a reader types them. `answer` is null where the document shows none: they then set the stage for what follows. */
export type ShellStep = {
  readonly script: string;
  readonly answer: { readonly status: number; readonly body: unknown } | null;
};

/** The `sh` blocks of a document, each with the `http` block right after it. */
export function readShellSteps(markdown: string): readonly ShellStep[] {
  const blocks = [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  return blocks.flatMap(([, language, script = ""], i) => {
    if (language !== "sh") return [];
    const [, following, text = ""] = blocks[i + 1] ?? [];
    return [{ script, answer: following === "http" ? readAnswer(text) : null }];
  });
}

function readAnswer(text: string): ShellStep["answer"] {
  const [, status, body = ""] = /^HTTP\/1\.1 ([0-9]{3}).*?\n(.*)$/s.exec(text) ?? [];
  if (status === undefined) throw new Error(`no answer: ${text}`);
  return { status: Number(status), body: JSON.parse(body) };
}

/** What a script has printed, and the status of the last answer that curl had. */
export type ShellResult = { readonly status: number; readonly body: unknown };

/** Runs scripts with bash and the genuine tools, on these variables alone; rejects when one of their commands fails. */
export async function runShell(
  scripts: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<ShellResult> {
  const home = await mkdtemp(join(tmpdir(), "curl-"));
  // curl's own settings: it tells the status where a script does not look.
  await writeFile(join(home, ".curlrc"), 'write-out = "%{stderr}%{http_code}\\n"\n');
  try {
    const environment = { PATH: process.env.PATH ?? "", CURL_HOME: home, ...variables };
    const args = ["-euo", "pipefail", "-c", scripts.join("\n")];
    const { stdout, stderr } = await promisify(execFile)("bash", args, { env: environment, timeout: 25_000 });
    return { status: Number(stderr.trim().split("\n").at(-1)), body: JSON.parse(stdout) };
  } finally {
    await rm(home, { recursive: true });
  }
}
