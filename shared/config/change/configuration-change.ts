import type { AuditStatus } from "../../audit/audit-event.ts";
import type { Checked } from "../../checked.ts";
import type { InputFault } from "../../input-fault.ts";
import type { ReadCall } from "../../recognition/call-setup.ts";
import type { Danger } from "../danger-codes.ts";
import type { DocumentDiff } from "../diff-documents.ts";
import type { ConfigDocument } from "../document.ts";
import type { ItemOrigins } from "../document-fault.ts";
import type { GivenTable, NewTable } from "../lookup/given-table.ts";
import type { ChangeSimulation } from "../simulate/simulation.ts";
import type { Trial } from "../store/pointer.ts";
import type { VersionHeader } from "../store/version-header.ts";

/** A change of the configuration, whether it came as a change set or as a file of whole lists. */
export type ConfigurationChange = {
  /** The version that the change was made for; with another active version it is refused. Null for whichever is active. */
  readonly baseVersion: number | null;
  readonly reason: string;
  readonly author: string;
  readonly consent: Consent;
  /** The dangers that the author has seen and accepts. */
  readonly confirm: readonly string[];
  /** Does everything but store and activate. */
  readonly dryRun: boolean;
  /** The version whose content is brought back; null for any other change. */
  readonly restoredFrom: number | null;
  /** Calls to simulate the change with, besides those that every change is simulated with. */
  readonly calls: readonly ReadCall[];
  /** Rows that a dry run takes as if they were stored; none for any other change. */
  readonly tables?: readonly GivenTable[];
  /** Makes the new document from the active one, which is provisional if there is a trial. */
  readonly edit: (active: ConfigDocument, trial: Trial | null) => Promise<Checked<Edited>>;
};

/** Why a change may go live. */
export type Consent =
  /** By itself, as far as the change policy allows. */
  | { readonly kind: "direct" }
  /** For an incident, without the approvals that the policy asks for, unless it weakens the policy. */
  | { readonly kind: "break-glass"; readonly incident: string }
  /** It brings back what was live before, which never needs anybody else. */
  | { readonly kind: "restore" }
  /** By a proposal: `approvals` is how many other people approved it. */
  | {
      readonly kind: "proposal";
      readonly id: string;
      readonly approvals: number;
      readonly revertAfterS: number | null;
      /** In milliseconds since 1970; infinite where it does not matter. */
      readonly beforeMs: number;
    };

export type Edited = {
  readonly document: ConfigDocument;
  readonly origins: ItemOrigins;
  readonly warnings?: readonly InputFault[];
};

/** What a change would do, found before anything is stored. */
export type ChangeEffect = {
  readonly baseVersion: number;
  /** Of the content that results. */
  readonly hash: string;
  readonly diff: DocumentDiff;
  readonly warnings: readonly InputFault[];
  readonly dangers: readonly Danger[];
  /** How many people besides the author must approve it, by the policy of the configuration that it replaces. */
  readonly approvalsNeeded: number;
  readonly simulation: ChangeSimulation;
  /** Of the tables that a dry run was given, those that are not stored yet. */
  readonly newTables?: readonly NewTable[];
};

export type ChangeOutcome =
  /**
   * Another version than the base is active, or became active before the pointer moved. `goesBack`: it is the base that is active, but it is
   * provisional, nobody has confirmed it in time, and it is about to go back.
   */
  | { readonly outcome: "conflict"; readonly activeVersion: number; readonly goesBack: Trial | null }
  | { readonly outcome: "invalid"; readonly faults: readonly InputFault[] }
  /** `unconfirmed`: the dangers that the change does not confirm. */
  | { readonly outcome: "unconfirmed"; readonly unconfirmed: readonly string[]; readonly effect: ChangeEffect }
  /** The policy refuses it without the approvals that it needs. */
  | { readonly outcome: "unapproved"; readonly effect: ChangeEffect }
  | { readonly outcome: "tried"; readonly effect: ChangeEffect }
  | {
      readonly outcome: "changed";
      readonly version: number;
      readonly effect: ChangeEffect;
      readonly audit: { readonly eventId: string; readonly status: AuditStatus };
    };

export type StoredChange = { readonly header: VersionHeader; readonly diff: DocumentDiff };
