import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { type Bash, startBash } from "./run-bash.ts";

async function bashWith(variables: Readonly<Record<string, string>> = {}): Promise<Bash> {
  const bash = await startBash(variables);
  onTestFinished(bash.stop);
  return bash;
}

it("gives a script what the scripts before it have defined, and nothing of the test's own environment", async () => {
  const bash = await bashWith({ A: "1" });
  await bash.run(`b=2; f() { echo "$A $b \${VITEST-none}"; }\n`);
  expect(await bash.run("f\n")).toMatchObject({ stdout: "1 2 none\n", failed: [] });
});

it.each([
  ["a command of it", "false\necho on\n", "false"],
  ["a command of a function", "f() { false; true; }\nf\n", "false"],
  ["the first command of a pipe", "false | cat\n", "cat"],
])("tells when %s fails", async (_, script, command) => {
  const bash = await bashWith();
  expect((await bash.run(script)).failed).toContain(command);
});

it("fails where a script ends the shell", async () => {
  const bash = await bashWith();
  await expect(bash.run("exit 0\n")).rejects.toThrow("ended the shell");
});

it("knows the status of curl's last answer, and no other", async () => {
  const server = createServer(({ url }, response) => response.writeHead(Number(url?.slice(1))).end("body"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const bash = await bashWith({ APP: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  const script = 'curl -s "$APP/200" > /dev/null; curl -s "$APP/415"\n';
  expect(await bash.run(script)).toMatchObject({ stdout: "body", status: 415, failed: [] });
  expect(await bash.run("echo 1\n")).toMatchObject({ stdout: "1\n", status: null });
});
