import { expect, it, vi } from "vitest";
import { readActiveExpectations } from "../../../../shared/watch/expectations/active-expectations.ts";
import { starterSnapshot } from "../../../support/config/decide-call.ts";
import { expectationOf } from "../../../support/config/expectations.ts";

const activatedAt = "2026-11-22T12:00:00.000Z";
const held = {
  version: 7,
  hash: "sha256:7",
  expectations: [expectationOf({ class: "emergency" })],
  snapshot: starterSnapshot,
};

function read(pointer: { readonly version: number; readonly hash: string } | null) {
  const refresh = vi.fn(async () => {});
  const readPointer = async () => (pointer === null ? null : { ...pointer, activatedAt });
  const found = readActiveExpectations({ config: { readPointer }, snapshots: { refresh, loaded: () => held } });
  return { found, refresh };
}

it("is the active version as this instance decides by it, looked up now", async () => {
  const { found, refresh } = read({ version: 7, hash: "sha256:7" });
  expect(await found).toEqual({ ...held, activatedAt, isProvisional: false });
  expect(refresh).toHaveBeenCalledOnce();
});

it.each([
  ["nothing is active", null],
  ["another version is", { version: 8, hash: "sha256:8" }],
  ["that version has another content", { version: 7, hash: "sha256:8" }],
])("is none where %s", async (_, pointer) => {
  expect(await read(pointer).found).toBeNull();
});
