/** The audit status in an answer of the product; a failure by its HTTP status. */
export function auditStatusOf(response: string): string {
  if (!response.startsWith("HTTP/1.1 200 ")) return response.slice(0, response.indexOf("\r\n"));
  return /"audit":\{"eventId":[^,]*,"status":"([a-z-]+)"\}/.exec(response)?.[1] ?? "none";
}
