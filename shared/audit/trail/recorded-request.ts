import { callSetupFields } from "../../recognition/call-setup-fields.ts";
import { memberOf, type RecordedRequest } from "../recorded-event.ts";
import { columnText } from "./column-text.ts";

/** The ingress as the decision understood it: `default` when the request named none that can be read. */
export function ingressOf(recorded: RecordedRequest): string {
  const read = callSetupFields.ingress.safeParse(memberOf(recorded, "ingress"));
  return read.success ? columnText(read.data) : "default";
}

/** The customer as the decision understood it: `*` when the request named none that can be read. */
export function tenantOf(recorded: RecordedRequest): string {
  // Rows of deeply nested requests have never had their tenant.
  const named = typeof recorded.request === "string" ? null : memberOf(recorded, "tenant");
  const read = callSetupFields.tenant.safeParse(named);
  return read.success ? columnText(read.data) : "*";
}
