import type { Snapshot } from "../routing/snapshot.ts";
import type { ConfigDocument } from "./document.ts";

/** A configuration as it is written, and as it decides calls. */
export type CompiledDocument = { readonly document: ConfigDocument; readonly snapshot: Snapshot };
