import type { InputFault } from "../../input-fault.ts";
import type { ReadCall } from "../../recognition/call-setup.ts";
import { compileDocument } from "../compile/compile-document.ts";
import { heldOrRead } from "../compile/read-tables.ts";
import type { CompiledDocument } from "../compiled-document.ts";
import { type ConfigDocument, emptyDocument } from "../document.ts";
import { describeBroken } from "../expectations/describe-broken.ts";
import { brokenExpectations } from "../expectations/judge-expectations.ts";
import { type Before, validateDocument } from "../rules/validate-document.ts";
import type { ConfigTable } from "../store/config-table.ts";
import type { LookupTables } from "../store/lookup/lookup-tables.ts";
import { findVersion } from "../store/version-history.ts";
import { applyOperations } from "./apply-change.ts";
import { readChangeSet } from "./change-set.ts";
import { judgeEdited } from "./judge-edited.ts";
import { nameFaults } from "./name-faults.ts";

/** A version of the configuration as it is stored. */
export type StoredConfiguration = CompiledDocument & { readonly version: number };

export type JudgedConfiguration = StoredConfiguration & { readonly warnings: readonly InputFault[] };

/** The configuration that a change set makes, without being stored. */
export type TriedChange =
  | {
      readonly outcome: "tried";
      readonly configuration: CompiledDocument;
      readonly warnings: readonly InputFault[];
      readonly calls: readonly ReadCall[];
    }
  /** The change set was made for another version than the active one. */
  | { readonly outcome: "conflict" }
  | { readonly outcome: "invalid"; readonly faults: readonly InputFault[] };

/** Configurations to simulate with, not in force. Methods throw a DependencyError when the store fails. */
export type StoredConfigurations = {
  /** The active version; the empty one with number 0 where none was ever activated. */
  readonly active: () => Promise<StoredConfiguration>;
  /** A version that is or was live, with warnings; null for any other number. `active` saves reading its tables again. */
  readonly version: (version: number, active: StoredConfiguration) => Promise<JudgedConfiguration | null>;
  readonly tryChange: (changeSet: unknown, active: StoredConfiguration) => Promise<TriedChange>;
};

export type StoredConfigurationsDependencies = {
  readonly table: ConfigTable;
  readonly lookups: Pick<LookupTables, "read" | "find">;
  readonly now: () => number;
};

export function storedConfigurations({ table, lookups, now }: StoredConfigurationsDependencies): StoredConfigurations {
  return {
    active: async () => {
      const { version, document } = await readActive(table);
      return { version, ...(await compileDocument(document, lookups)) };
    },
    version: async (version, active) => {
      const header = await findVersion(table, version);
      if (header === null) return null;
      const document = await table.readVersion(version, header.hash);
      const configuration = await compileDocument(document, heldOrRead(active, lookups));
      return { version, ...configuration, warnings: await warningsOf(configuration, now()) };
    },
    tryChange: async (changeSet, active) => {
      const read = await readChangeSet(changeSet);
      if (read.outcome === "faulty") return { outcome: "invalid", faults: read.faults };
      const { baseVersion, operations, calls } = read.value;
      if (baseVersion !== active.version) return { outcome: "conflict" };
      const edited = await applyOperations(active.document, operations);
      if (edited.outcome === "faulty") return { outcome: "invalid", faults: edited.faults };
      const judged = await judgeEdited(edited.value, {
        active: active.document,
        isRestore: false,
        lookups: heldOrRead(active, lookups),
        find: lookups.find,
        nowMs: now(),
      });
      if (judged.outcome === "faulty") return { outcome: "invalid", faults: judged.faults };
      return { outcome: "tried", ...judged.value, calls };
    },
  };
}

/** What today's rules find in a version, all as warnings: it is not being restored. */
async function warningsOf(configuration: CompiledDocument, nowMs: number): Promise<readonly InputFault[]> {
  const { document, snapshot } = configuration;
  const { faults, warnings } = await validateDocument(configuration, nowMs, keptWhole);
  const broken = await brokenExpectations(document.expectations, snapshot, nowMs);
  return [
    ...nameFaults([...faults, ...warnings], document, new Map()),
    ...broken.flatMap((one) => describeBroken(one, new Map())),
  ];
}

/** As for a restore. */
const keptWhole: Before = { isKept: () => true, itemBefore: () => null, isTouched: () => true };

/** The active version from the store; the empty one with number 0 where none was ever activated. */
export async function readActive(
  table: Pick<ConfigTable, "readPointer" | "readVersion">,
): Promise<{ readonly version: number; readonly document: ConfigDocument }> {
  const pointer = await table.readPointer();
  if (pointer === null) return { version: 0, document: emptyDocument };
  return { version: pointer.version, document: await table.readVersion(pointer.version, pointer.hash) };
}
