import { defineConfig } from "vitest/config";

// Run by `npm run test:chaos`, not with the other tests: what it finds depends on how long it looks.
export default defineConfig({
  test: {
    root: "test/chaos",
    globalSetup: ["../support/log/check-suite-log.ts"],
    include: ["**/*.chaos.ts"],
    hookTimeout: 120_000,
  },
});
