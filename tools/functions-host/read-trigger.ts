import * as z from "zod";
import type { BindingInfo } from "./core-api.ts";
import type { HttpFunction } from "./http-routes.ts";
import { type RegisteredFunction, triggerOf } from "./registry.ts";
import { parseSchedule, type TimerSchedule } from "./timer-schedule.ts";

export type Settings = Readonly<Record<string, string | undefined>>;

const http = z.object({ route: z.string().optional(), methods: z.array(z.string().toUpperCase()) });

// A literal is the only value that this host can run.
const timer = z.object({
  schedule: z.string(),
  runOnStartup: z.literal(false).optional(),
  useMonitor: z.literal(true).optional(),
});

const eventHub = z.object({
  connection: z.string(),
  eventHubName: z.string(),
  consumerGroup: z.string().default("$Default"),
  cardinality: z.literal("many"),
  dataType: z.literal("string").optional(),
});

export type EventHubBinding = z.infer<typeof eventHub>;

/** A registered function with what starts it. */
export type Trigger =
  | { readonly kind: "http"; readonly fn: RegisteredFunction; readonly http: HttpFunction }
  | {
      readonly kind: "timer";
      readonly fn: RegisteredFunction;
      readonly bindingName: string;
      readonly schedule: TimerSchedule;
    }
  | {
      readonly kind: "eventHub";
      readonly fn: RegisteredFunction;
      readonly bindingName: string;
      readonly eventHub: EventHubBinding;
    };

/** The real host's rule. */
const validName = /^[a-z][a-z0-9_-]{0,127}$/i;

/** Throws, with the function's name, when this host cannot run it as declared: nothing is ignored silently. */
export function readTrigger(fn: RegisteredFunction, routePrefix: string): Trigger {
  try {
    if (!validName.test(fn.name)) throw new Error("a name is a letter and up to 127 letters, digits, _ and -");
    refuseOtherBindings(fn);
    return parseTrigger(fn, routePrefix);
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Error(`Function "${fn.name}" cannot be run: ${reason}`, { cause });
  }
}

function parseTrigger(fn: RegisteredFunction, routePrefix: string): Trigger {
  const { name: bindingName, binding } = triggerOf(fn.metadata);
  refusePlaceholders(binding);
  const type = binding.type.toLowerCase();
  if (type === "timertrigger" && fn.metadata.retryOptions !== undefined)
    throw new Error("this host does not retry timer functions");
  switch (type) {
    case "httptrigger": {
      const { route = fn.name, methods } = http.parse(binding);
      return { kind: "http", fn, http: { fn, bindingName, route: `${routePrefix}/${route}`, methods } };
    }
    case "timertrigger":
      return { kind: "timer", fn, bindingName, schedule: parseSchedule(timer.parse(binding).schedule) };
    case "eventhubtrigger":
      return { kind: "eventHub", fn, bindingName, eventHub: eventHub.parse(binding) };
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

function refusePlaceholders(binding: BindingInfo): void {
  for (const value of Object.values(binding))
    if (typeof value === "string" && /%[^%\s]+%/.test(value))
      throw new Error(`this host puts no settings into bindings: ${value}`);
}

/**
 * Whether the app setting `AzureWebJobs.<name>.Disabled`, or `AzureWebJobs_<name>_Disabled` where names must not hold dots, is
 * `true` or `1`. As in the real host, neither names nor value are case-sensitive.
 * (Azure/azure-webjobs-sdk, FunctionIndexer.IsDisabled and IConfigurationExtensions.IsSettingEnabled.)
 */
export function isDisabled(functionName: string, settings: Settings): boolean {
  const names = [`azurewebjobs.${functionName}.disabled`, `azurewebjobs_${functionName}_disabled`].map(lower);
  return Object.entries(settings).some(
    ([name, value]) => names.includes(lower(name)) && ["true", "1"].includes(lower(value ?? "")),
  );
}

const lower = (text: string): string => text.toLowerCase();
