import module from "node:module";

/** Node 22 and later have this. Azure runs one of those. */
type CompileCache = { readonly enableCompileCache?: () => unknown; readonly flushCompileCache?: () => void };

const cache: typeof module & CompileCache = module;

/** Long after the first calls: writing the cache delays calls by some milliseconds. */
const flushAfterMs = 10_000;

// The next start on this machine reuses what this start compiles. main.ts is imported afterwards, as nothing that is imported
// before this line is cached.
cache.enableCompileCache?.();
await import("./main.ts");
setTimeout(() => cache.flushCompileCache?.(), flushAfterMs).unref();
