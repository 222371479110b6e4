import * as z from "zod";
import { resolveSettings, type Settings } from "./binding-settings.ts";
import type { HttpFunction } from "./http-routes.ts";
import { type RegisteredFunction, triggerOf } from "./registry.ts";
import { parseSchedule, type TimerSchedule } from "./timer-schedule.ts";

const http = z.object({ route: z.string().optional(), methods: z.array(z.string().toUpperCase()) });

const timer = z.object({
  schedule: z.string(),
  runOnStartup: z.boolean().default(false),
  useMonitor: z.boolean().default(true),
});

const eventHub = z.object({
  connection: z.string(),
  eventHubName: z.string(),
  consumerGroup: z.string().default("$Default"),
  cardinality: z.enum(["one", "many"]).default("one"),
  dataType: z.enum(["string", "binary"]).default("string"),
});

export type EventHubBinding = z.infer<typeof eventHub>;

/** A registered function with what starts it. */
export type Trigger =
  | { readonly kind: "http"; readonly fn: RegisteredFunction; readonly http: HttpFunction }
  | { readonly kind: "timer"; readonly fn: RegisteredFunction; readonly bindingName: string; readonly timer: Timer }
  | {
      readonly kind: "eventHub";
      readonly fn: RegisteredFunction;
      readonly bindingName: string;
      readonly eventHub: EventHubBinding;
    };

type Timer = { readonly schedule: TimerSchedule; readonly runOnStartup: boolean; readonly useMonitor: boolean };

/** The real host's rule. */
const validName = /^[a-z][a-z0-9_-]{0,127}$/i;

/** Throws, naming the function, when this host cannot run it as declared: nothing is left out in silence. */
export function readTrigger(fn: RegisteredFunction, settings: Settings, routePrefix: string): Trigger {
  try {
    if (!validName.test(fn.name)) throw new Error("a name is a letter and up to 127 letters, digits, _ and -");
    refuseOtherBindings(fn);
    return parseTrigger(fn, settings, routePrefix);
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Error(`Function "${fn.name}" cannot be run: ${reason}`, { cause });
  }
}

function parseTrigger(fn: RegisteredFunction, settings: Settings, routePrefix: string): Trigger {
  const { name: bindingName, binding } = triggerOf(fn.metadata);
  const resolved = resolveSettings(binding, settings);
  switch (binding.type.toLowerCase()) {
    case "httptrigger": {
      const { route = fn.name, methods } = http.parse(resolved);
      return { kind: "http", fn, http: { fn, bindingName, route: `${routePrefix}/${route}`, methods } };
    }
    case "timertrigger": {
      const { schedule, ...rest } = timer.parse(resolved);
      return { kind: "timer", fn, bindingName, timer: { schedule: parseSchedule(schedule), ...rest } };
    }
    case "eventhubtrigger":
      return { kind: "eventHub", fn, bindingName, eventHub: eventHub.parse(resolved) };
    default:
      throw new Error(`this host has no "${binding.type}"`);
  }
}

function refuseOtherBindings({ metadata }: RegisteredFunction): void {
  const trigger = triggerOf(metadata).name;
  for (const [name, { type }] of Object.entries(metadata.bindings)) {
    const isHttpReturn = name === "$return" && type.toLowerCase() === "http";
    if (name !== trigger && !isHttpReturn) throw new Error(`this host has no "${type}" binding beside the trigger`);
  }
}
