import { createHash } from "node:crypto";

/** What an expectation that pins a number is about. `tenant` is null for all of them. */
export type PinnedCall = {
  readonly territory: string;
  readonly shortCode: string;
  readonly ingress: string;
  readonly tenant: string | null;
  /** The dial string that stands for the number, where it is one of the ingress's masks. */
  readonly mask: string | null;
};

const longestName = 64;

/**
 * The name of the expectation for a call: always the same, so that a second draft skips what the first one pinned. `GB.999.zoom`;
 * parts that would make it too long or ambiguous are told by a hash.
 */
export function expectationName({ territory, shortCode, ingress, tenant, mask }: PinnedCall): string {
  const parts = [
    ingress,
    ...(tenant === null ? [] : [`for.${tenant}`]),
    ...(mask === null ? [] : [`mask.${plain(mask)}`]),
  ];
  const name = [territory, shortCode, ...parts].join(".");
  const isPlain = [ingress, tenant ?? ""].every((part) => /^[A-Za-z0-9_-]*$/.test(part));
  if (isPlain && name.length <= longestName) return name;
  const hash = createHash("sha256")
    .update(JSON.stringify([ingress, tenant, mask]))
    .digest("hex")
    .slice(0, 16);
  return `${territory}.${shortCode}.${hash}`;
}

/** Characters of a dial string that no name has, each by a letter. */
const plain = (mask: string): string =>
  mask.replace(/[+*#]/g, (character) => ({ "+": "p", "*": "s", "#": "h" })[character] ?? "");
