import { compileSnapshot } from "../shared/config/compile/compile-snapshot.ts";
import { emptyDocument } from "../shared/config/document.ts";
import type { Snapshot } from "../shared/routing/snapshot.ts";
import { collectGarbage } from "./cpu-time.ts";
import { syntheticConfiguration } from "./synthetic-configuration.ts";

/**
 * What a compiled configuration of this size keeps in memory beyond an empty one, once the document it was made of is gone;
 * bytes a number.
 */
export function heapPerNumber(size: number): number {
  const ofSize = () => compileSnapshot(syntheticConfiguration(size));
  const ofNothing = () => compileSnapshot(emptyDocument);
  for (const make of [ofSize, ofNothing]) heapOf(make); // what the first of all costs once is no part of the second
  return (heapOf(ofSize) - heapOf(ofNothing)) / size;
}

function heapOf(make: () => Snapshot): number {
  collectGarbage();
  const beforeBytes = bytesInUse();
  const kept = [make()];
  collectGarbage();
  const bytes = bytesInUse() - beforeBytes;
  kept.pop(); // until here it is in use
  return bytes;
}

/** What the garbage collector keeps, and the typed arrays beside its heap. */
function bytesInUse(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
