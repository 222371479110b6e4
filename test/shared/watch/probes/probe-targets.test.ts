import { describe, expect, it } from "vitest";
import { readProbeTargets } from "../../../../shared/watch/probes/probe-targets.ts";

const written = (text: string, functionKeys?: string) =>
  readProbeTargets(text, { functionKeys })?.map(({ name, url, functionKey }) => [name, url, functionKey]) ?? null;

describe("targets of probes", () => {
  it("are addresses, with names or not, of an app or of a path before it", () => {
    expect(
      written("west=https://west.example,\n https://north.example:8443  https://gate.example/calls/setup"),
    ).toEqual([
      ["west", "https://west.example/api/v1/call-setup", null],
      ["north.example:8443", "https://north.example:8443/api/v1/call-setup", null],
      ["gate.example", "https://gate.example/calls/setup", null],
    ]);
    expect(written("http://127.0.0.1:7071")).toEqual([
      ["127.0.0.1:7071", "http://127.0.0.1:7071/api/v1/call-setup", null],
    ]);
  });

  it("have one key for all, or one each; a key may end with =", () => {
    const both = "west=https://west.example north=https://north.example";
    expect(written(both, "abc==")?.map(([, , key]) => key)).toEqual(["abc==", "abc=="]);
    expect(written(both, "west=abc== north=def")?.map(([, , key]) => key)).toEqual(["abc==", "def"]);
    expect(written(both, "south=abc==, north=def")?.map(([, , key]) => key)).toEqual(["south=abc==", "def"]);
  });

  it("have one secret of the webhook for all, or one each", () => {
    const both = "west=https://west.example north=https://north.example";
    const secretsOf = (webhookSecrets: string, usualSecret?: string) =>
      readProbeTargets(both, { webhookSecrets, usualSecret })?.map(({ webhookSecret }) => webhookSecret);
    expect(secretsOf("")).toEqual([null, null]);
    expect(secretsOf("abc")).toEqual(["abc", "abc"]);
    expect(secretsOf("west=abc north=def")).toEqual(["abc", "def"]);
    expect(secretsOf("west=abc", "that of this app")).toEqual(["abc", "that of this app"]);
  });

  it.each([
    ["plain HTTP", "http://west.example"],
    ["an address with a key", "https://west.example?code=abc"],
    ["an address with a password", "https://me:secret@west.example"],
    ["a password alone", "https://:secret@west.example"],
    ["a host alone", "west.example"],
    ["one name twice", "west=https://a.example west=https://b.example"],
    ["one host twice", "https://a.example https://a.example/other"],
    ["too many", Array.from({ length: 21 }, (_, i) => `https://r${i}.example`).join()],
  ])("are refused: %s", (_, text) => {
    expect(readProbeTargets(text)).toBeNull();
  });
});
