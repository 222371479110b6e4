import type { InputFault } from "../../input-fault.ts";
import type { ReadCall } from "../../recognition/call-setup.ts";
import type { ConfigDocument } from "../document.ts";
import type { ItemOrigins } from "../document-fault.ts";

/** A change that somebody asks for, however it was written: as a change set, as a file of whole lists. */
export type ConfigurationChange = {
  /** The version that the change was made for; it is refused when another one is active by now. Null for whichever is active. */
  readonly baseVersion: number | null;
  readonly reason: string;
  readonly author: string;
  /** The dangers that the author has seen and accepts. */
  readonly confirm: readonly string[];
  /** Does everything except to store and activate. */
  readonly dryRun: boolean;
  /** The version whose content is brought back; null for any other change. */
  readonly restoredFrom: number | null;
  /** Calls to try the change with, besides those that every change is tried with. */
  readonly calls: readonly ReadCall[];
  /** The document that is wanted, made from the active one. */
  readonly edit: (active: ConfigDocument) => Edited | Promise<Edited>;
};

export type Edited =
  | { readonly document: ConfigDocument; readonly origins: ItemOrigins }
  | { readonly faults: readonly InputFault[] };
