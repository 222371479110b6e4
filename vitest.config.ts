import { defineConfig } from "vitest/config";

/** Tests that start a Functions host in their own process: a process has one, and its library registers functions once. */
const ofTheApp = [
  "test/{docs,end-to-end,faults,integration,security}/**/*.test.ts",
  "tools/functions-host/**/*.test.ts",
  "test/functions/main.test.ts",
];

const limits = { testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    globalSetup: ["test/support/log/check-suite-log.ts"],
    maxWorkers: 2,
    projects: [
      { test: { name: "app", include: ofTheApp, ...limits } },
      // These share a process: a module is loaded once and not once per file, which halves their time.
      { test: { name: "parts", include: ["{test,tools}/**/*.test.ts"], exclude: ofTheApp, isolate: false, ...limits } },
    ],
  },
});
