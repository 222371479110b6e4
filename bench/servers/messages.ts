// Imported by the programs whose start is measured: without any package.

/** The product, an empty function in the same host, and a bare `node:http` server. */
export const serverKinds = ["product", "empty", "bare"] as const;

export type ServerKind = (typeof serverKinds)[number];

/** What a server's process reports on request: CPU time in µs, stalls of its event loop, and its heap in MB after a collection. */
export type ServerRequest = "cpu" | "stalls" | "heap";

/** The fixed answers of the servers beside the product, by the last part of the path. */
export type Answers = Readonly<Record<string, unknown>>;

/** The environment variable that holds the answers as JSON. */
export const answersVariable = "BENCH_ANSWERS";
