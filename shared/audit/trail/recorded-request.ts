import { callSetupFields } from "../../recognition/call-setup-fields.ts";
import { columnText } from "./column-text.ts";

/** The body of a recorded request. One that nests deeply is recorded as the text that came, and is parsed here. */
export const recordedBody = (request: unknown): unknown =>
  typeof request === "string" ? parsedOrNull(request) : request;

/** A member of a recorded request. */
export function memberOf(request: unknown, name: string): unknown {
  const body = recordedBody(request);
  return typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
}

export function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The ingress as the decision understood it: `default` when the request named none that can be read. */
export function ingressOf(request: unknown): string {
  const read = callSetupFields.ingress.safeParse(memberOf(request, "ingress"));
  return read.success ? columnText(read.data) : "default";
}

/** The customer as the decision understood it: `*` when the request named none that can be read. */
export function tenantOf(request: unknown): string {
  const named = typeof request === "object" && request !== null ? Reflect.get(request, "tenant") : null;
  const read = callSetupFields.tenant.safeParse(named);
  return read.success ? columnText(read.data) : "*";
}
