import { afterAll, vi } from "vitest";
import { attachToCore } from "../../../tools/functions-host/functions-core.ts";
import { createRegistry } from "../../../tools/functions-host/registry.ts";

// @azure/functions looks for its core once, when a process loads it. Test files share a process, so the core is there first.
attachToCore(createRegistry(), () => {}).detach();

// The next file finds no settings of an app, and a console that prints.
afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
