import { type AuditEvent, auditEvent } from "../../audit/audit-event.ts";
import type { DocumentDiff } from "../diff-documents.ts";
import type { VersionHeader } from "../store/version-header.ts";

/** What is hashed and sent in a few milliseconds, for which calls wait. */
const diffUnitsAtMost = 100_000;

/**
 * The audit event of a configuration that went live. Its id follows from the version, whose number is used once, and its time
 * is the change's own: recorded late or again, it is the same event.
 */
export const configChangedEvent = (
  { version, hash, parent, author, reason, createdAt, activatedAt, restoredFrom, summary }: VersionHeader,
  diff: DocumentDiff,
  instance: string,
): AuditEvent =>
  auditEvent({
    id: `config-${version}-${hash.slice(-32)}`,
    type: "emergency-config.changed.v1",
    subject: `configuration version ${version}`,
    at: activatedAt ?? createdAt,
    data: {
      change: {
        version,
        hash,
        parent,
        author,
        reason,
        createdAt,
        activatedAt,
        restoredFrom,
        summary,
        ...whatFits(diff),
      },
      instance,
      sender: author,
    },
  });

/** The whole diff where it fits; a longer one is read from the two versions, which stay for ever. */
function whatFits(diff: DocumentDiff): { readonly diff: DocumentDiff; readonly truncated: boolean } {
  let left = diffUnitsAtMost;
  const tooMuchFrom = diff.findIndex((change) => {
    left -= JSON.stringify(change).length;
    return left < 0;
  });
  return tooMuchFrom === -1 ? { diff, truncated: false } : { diff: diff.slice(0, tooMuchFrom), truncated: true };
}
