import type { CompiledDocument } from "../../compiled-document.ts";
import type { DocumentDiff } from "../diff-documents.ts";
import type { DangerCode } from "./danger-codes.ts";

/** A configuration before and after a change. `nowMs`: milliseconds since 1970, when the change is to go live. */
export type Comparison = {
  readonly before: CompiledDocument;
  readonly after: CompiledDocument;
  readonly diff: DocumentDiff;
  readonly nowMs: number;
};

/** One thing that is endangered, named for whoever has to confirm it. */
export type Endangered = { readonly danger: DangerCode; readonly item: string };

/** What a change endangers, of one kind. Yields nothing between, so that calls can go on. */
export type DangerRule = (comparison: Comparison) => Generator<Endangered | undefined, void>;
