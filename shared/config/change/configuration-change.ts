import type { Checked } from "../../checked.ts";
import type { ReadCall } from "../../recognition/call-setup.ts";
import type { ConfigDocument } from "../document.ts";
import type { ItemOrigins } from "../document-fault.ts";

/** A change of the configuration, whether it came as a change set or as a file of whole lists. */
export type ConfigurationChange = {
  /** The version that the change was made for; with another active version it is refused. Null for whichever is active. */
  readonly baseVersion: number | null;
  readonly reason: string;
  readonly author: string;
  /** The dangers that the author has seen and accepts. */
  readonly confirm: readonly string[];
  /** Does everything but store and activate. */
  readonly dryRun: boolean;
  /** The version whose content is brought back; null for any other change. */
  readonly restoredFrom: number | null;
  /** Calls to simulate the change with, besides those that every change is simulated with. */
  readonly calls: readonly ReadCall[];
  /** Makes the new document from the active one. */
  readonly edit: (active: ConfigDocument) => Promise<Checked<Edited>>;
};

export type Edited = { readonly document: ConfigDocument; readonly origins: ItemOrigins };
