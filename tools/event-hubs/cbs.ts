import { type Claim, checkJwt, checkSasToken } from "./check-token.ts";
import { entityPath, findEntity } from "./find-entity.ts";
import { isWithin } from "./grants.ts";
import type { Broker, Client } from "./links.ts";
import type { Answer, Request } from "./request-response.ts";

/** By the type that clients state. */
const checks: ReadonlyMap<unknown, (token: string) => Claim> = new Map([
  ["servicebus.windows.net:sastoken", checkSasToken],
  ["jwt", checkJwt],
]);

/** Claims-based security: a client sends a token for the entity in `name` before it opens links to it. */
export function answerPutToken({ application_properties, body }: Request, client: Client, broker: Broker): Answer {
  const { operation, type, name } = application_properties;
  if (operation !== "put-token") return { statusCode: 400, description: `$cbs knows no operation '${operation}'.` };
  const check = checks.get(type);
  if (check === undefined)
    return { statusCode: 401, description: `Tokens are of type ${[...checks.keys()].join(" or ")}.` };
  const claim = check(String(body));
  if (!claim.valid) return { statusCode: 401, description: claim.reason };
  const path = entityPath(name);
  if (!isWithin(path, claim.path)) return { statusCode: 401, description: `The token does not cover '${name}'.` };
  if (path !== "" && findEntity(broker.hubs, path) === null) {
    return { statusCode: 404, description: `The messaging entity '${name}' could not be found.` };
  }
  client.grants.add(path, claim.expiresMs);
  return { statusCode: 202, description: "Accepted" };
}
