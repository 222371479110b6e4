import { describe, expect, it } from "vitest";
import { listRepositoryFiles, readRepositoryFile } from "../support/text/repository-files.ts";
import { bicepPaths } from "./infra-files.ts";

/** What keys, tokens and passwords look like. Ids of roles and clients are no secrets, and are shorter. */
const looksSecret = [
  /(?:AccountKey|SharedAccessKey|SharedAccessSignature|Password|pwd)\s*=\s*[^;\s'"$]/i,
  /[?&]sig=[A-Za-z0-9%]/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\beyJ[A-Za-z0-9_-]{10,}\./,
  /(?<![A-Za-z0-9+/])(?=[A-Za-z+/]*[0-9])[A-Za-z0-9+/]{40,}={0,2}(?![A-Za-z0-9+/])/,
  /\b[0-9a-f]{32,}\b/i,
];

/** Slashes make paths and types look like base64: words of it are looked at one by one. */
const findSecrets = (text: string): string[] =>
  text
    .split("\n")
    .filter((line) => looksSecret.some((pattern) => pattern.test(line.replaceAll(/[a-z.]\/[a-z]/gi, " "))));

const deployed = [
  ...bicepPaths,
  ...listRepositoryFiles("infra/", ".json"),
  ...listRepositoryFiles("deploy/", ".yaml"),
  "azure.yaml",
  "Dockerfile",
];

describe("what is deployed", () => {
  it.each(deployed)("%s holds nothing that looks like a secret", (path) => {
    expect(findSecrets(readRepositoryFile(path))).toEqual([]);
  });

  it.each([
    "value: 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=c2VjcmV0'",
    "connection: Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=k;SharedAccessKey=c2VjcmV0",
    "url: https://a.blob.core.windows.net/c?sv=2024&sig=abc%3D",
    "key: -----BEGIN PRIVATE KEY-----",
    "token: eyJhbGciOiJSUzI1NiJ9.e30.",
    `secret: ${"Ab1+".repeat(12)}`,
    `apiKey: ${"0f".repeat(16)}`,
  ])("would be found: %s", (line) => {
    expect(findSecrets(line)).toEqual([line]);
  });
});
