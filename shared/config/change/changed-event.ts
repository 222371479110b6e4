import { type AuditEvent, auditEvent } from "../../audit/audit-event.ts";
import type { DocumentDiff } from "../diff-documents.ts";
import type { VersionHeader } from "../store/version-header.ts";

/** So much is hashed and sent in a few milliseconds. Calls wait for as long. */
const diffUnitsAtMost = 100_000;

/** The id of the event that a version went live with. */
export const configChangedId = ({ version, hash }: Pick<VersionHeader, "version" | "hash">): string =>
  `config-${version}-${hash.slice(-32)}`;

/**
 * The audit event of a configuration that went live. Its id comes from the version, whose number is used once, and its time
 * is that of the change: recorded late or again, it is the same event.
 */
export const configChangedEvent = (
  {
    version,
    hash,
    parent,
    author,
    reason,
    createdAt,
    activatedAt,
    restoredFrom,
    breakGlass,
    proposal,
    summary,
  }: VersionHeader,
  diff: DocumentDiff,
  instance: string,
): AuditEvent =>
  auditEvent({
    id: configChangedId({ version, hash }),
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
        breakGlass,
        proposal,
        summary,
        ...whatFits(diff),
      },
      instance,
      sender: author,
    },
  });

/** The diff, as far as it fits. The whole of a longer one can be read from the two versions, which are kept forever. */
function whatFits(diff: DocumentDiff): { readonly diff: DocumentDiff; readonly truncated: boolean } {
  let left = diffUnitsAtMost;
  const tooMuchFrom = diff.findIndex((change) => {
    left -= JSON.stringify(change).length;
    return left < 0;
  });
  return tooMuchFrom === -1 ? { diff, truncated: false } : { diff: diff.slice(0, tooMuchFrom), truncated: true };
}
