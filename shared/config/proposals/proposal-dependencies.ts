import type { ChangeEffect, ChangeOutcome, ConfigurationChange } from "../change/configuration-change.ts";
import type { ConfigDocument } from "../document.ts";
import type { Pointer } from "../store/pointer.ts";
import type { StoredHeader } from "../store/version-header.ts";
import type { KeepDependencies } from "./keep-proposal.ts";
import type { SentProposals } from "./sent-proposals.ts";

export type ActivateDependencies = KeepDependencies & {
  readonly config: {
    readonly readPointer: () => Promise<Pointer | null>;
    readonly endTrial: (from: Pointer) => Promise<boolean>;
    readonly readVersion: (version: number, hash: string) => Promise<ConfigDocument>;
    readonly readHeader: (version: number) => Promise<StoredHeader | null>;
    readonly listHeaders: (options: {
      readonly from: number;
      readonly atMost: number;
    }) => Promise<readonly StoredHeader[]>;
  };
  readonly change: (change: ConfigurationChange) => Promise<ChangeOutcome>;
};

export type SettleDependencies = ActivateDependencies & {
  /** Records an event unless the trail has it: it must not enter a chain twice. */
  readonly recordOnce: KeepDependencies["record"];
  /** Whether probes of every expectation of a version succeeded at every front door. */
  readonly isVerified: (version: number) => Promise<boolean>;
};

export type ProposalsDependencies = SettleDependencies & {
  /** How the effect of a change is shown. */
  readonly describe: (effect: ChangeEffect) => Readonly<Record<string, unknown>>;
  /** Whether this app probes front doors. */
  readonly canProbe: boolean;
  readonly sent: SentProposals;
  readonly newId: () => string;
};
