import { attachToCore } from "../../../tools/functions-host/functions-core.ts";
import { createRegistry } from "../../../tools/functions-host/registry.ts";

// @azure/functions looks for its core once, when a process loads it. Test files share a process, so the core is there first.
attachToCore(createRegistry(), () => {}).detach();
