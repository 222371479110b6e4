import type { CompiledDocument } from "../../../shared/config/compiled-document.ts";
import type { EmergencyList } from "../../../shared/config/lists/emergency-list.ts";
import { type ListWanted, makeList } from "../../../shared/config/lists/make-list.ts";

export const listOrigin = { version: 42, hash: `sha256:${"a".repeat(64)}`, createdAt: "2026-11-22T12:00:00.000Z" };

/** The list of a configuration, through all of its ingresses unless some are named. */
export const listOf = (configuration: CompiledDocument, wanted: Partial<ListWanted> = {}): Promise<EmergencyList> => {
  const ingresses = configuration.document.ingresses.map(({ name }) => name);
  const all = { ingresses: ingresses.length === 0 ? [null] : ingresses, territories: null, withUrns: false };
  return makeList(configuration, listOrigin, { ...all, ...wanted });
};
