import fc from "fast-check";
import { expect, it } from "vitest";
import { operationsOf } from "../../../console/api/operations-of.ts";
import { applyOperations } from "../../../shared/config/change/apply-change.ts";
import { readChangeSet } from "../../../shared/config/change/change-set.ts";
import { diffDocuments } from "../../../shared/config/diff-documents.ts";
import { documentHash } from "../../../shared/config/document-hash.ts";
import { fingerprintLists } from "../../../shared/config/fingerprint.ts";
import { arbitraryDocument } from "../../support/config/arbitrary-document.ts";

it("makes of a document any other, as the router reads and applies a change set", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryDocument, arbitraryDocument, async (before, after) => {
      const answered = JSON.parse(JSON.stringify(await diffDocuments(before, after)));
      const lists = JSON.parse(JSON.stringify(await fingerprintLists(before)));
      const operations = operationsOf({ changes: answered }, lists);
      const read = await readChangeSet({ baseVersion: 1, reason: "test", operations });
      if (read.outcome === "faulty") throw new Error(JSON.stringify(read.faults));
      const applied = await applyOperations(before, read.value.operations);
      if (applied.outcome === "faulty") throw new Error(JSON.stringify(applied.faults));
      expect(await documentHash(applied.value.document)).toBe(await documentHash(after));
    }),
    { numRuns: 30 },
  );
});
