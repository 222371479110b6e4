import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";

/** Tests that start the app: a process runs one at a time. */
const ofTheApp = [
  "test/{browser,docs,end-to-end,faults,integration,security,sip}/**/*.test.ts",
  "test/functions/main.test.ts",
];

/** Tests of how the Functions library finds its host, which it does once in a process. */
const ofTheHost = ["tools/functions-host/**/*.test.ts"];

// Three processes and what they start share two cores, perhaps with others: what comes too late has failed, what is slow has not.
const limits = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 150_000 } } };

export default defineConfig({
  test: {
    globalSetup: ["test/support/log/check-suite-log.ts"],
    // One more than the two cores that this takes at least: a third of the time of tests that start the app is waiting.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      // Files share a process: a module is loaded once and not once per file.
      {
        test: {
          name: "app",
          include: ofTheApp,
          isolate: false,
          setupFiles: ["test/support/app/share-process.ts"],
          ...limits,
        },
      },
      {
        test: {
          name: "parts",
          include: ["{test,tools}/**/*.test.ts"],
          exclude: [...ofTheApp, ...ofTheHost],
          isolate: false,
          ...limits,
        },
      },
      { test: { name: "host", include: ofTheHost, ...limits } },
    ],
  },
});
