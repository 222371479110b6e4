import module from "node:module";

/** Node 22 and later have this; deployed is one of those. */
type CompileCache = { readonly enableCompileCache?: () => unknown; readonly flushCompileCache?: () => void };

const cache: typeof module & CompileCache = module;

/** Long after the first calls: to write what was compiled holds them up for some milliseconds. */
const keepAfterMs = 10_000;

// The next start on this machine need not compile again what this one has. Everything else is imported after it, or would
// have been compiled before.
cache.enableCompileCache?.();
await import("./main.ts");
setTimeout(() => cache.flushCompileCache?.(), keepAfterMs).unref();
