/** A body that is an object. */
export type Members = Readonly<Record<string, unknown>>;

/**
 * What Kamailio's `sj_serialize` writes (module sipjson), for requests in every mode, and `ai`, `cT` and `geolocation`, which it does
 * not: a configuration adds them from `$ai`, `$cT` and `$hdr(Geolocation)`.
 */
const sipjsonMembers = new Set(
  "mt,rm,pr,si,sp,Ri,Rp,ru,rU,rd,rp,rs,rr,fU,fd,ua,ci,rb,cs,tU,td,ai,cT,geolocation".split(","),
);

export const isSipjson = (body: unknown): body is Members & { readonly ru: string } =>
  isMembers(body) && typeof body.ru === "string";

export const isMembers = (body: unknown): body is Members =>
  typeof body === "object" && body !== null && !Array.isArray(body);

/**
 * A question in Kamailio's form as the members of a call-setup event. Members of an event that stand beside those of sipjson win:
 * a configuration may add a `tenant` or a `territory`. `ingress` is what the URL says.
 */
export function eventOfSipjson(body: Members, ingress: string | null): Members {
  const { ru, ci, si } = body;
  const event: Record<string, unknown> = {
    // A member of that name is one like any other.
    __proto__: null,
    ingress,
    calledParty: ru,
    callId: givenOrNull(ci),
    callingParty: callerOf(body),
    attributes: si === undefined ? null : { sourceAddress: si },
    location: locationOf(body),
  };
  for (const name in body) if (!sipjsonMembers.has(name)) event[name] = body[name];
  return event;
}

/** The body of an INVITE may say where the caller is. One without a body, and without a Geolocation header, says nothing. */
function locationOf({ rb, cT, geolocation }: Members): unknown {
  const [body, contentType, values] = [rb, cT, geolocation].map(givenOrNull);
  return body === null && values === null ? null : { body, contentType, geolocation: values };
}

/** Kamailio writes what is not there as an empty text, or `<null>` as its core does for a variable. */
const givenOrNull = (value: unknown): unknown =>
  value === undefined || value === "" || value === "<null>" ? null : value;

/** The asserted identity, else the URI of From. Without a user that names nobody. What is no text is left to be flagged. */
function callerOf(body: Members): unknown {
  const [ai, fU, fd] = [body.ai, body.fU, body.fd].map(givenOrNull);
  if (ai !== null || fU === null) return ai;
  return typeof fU === "string" && typeof fd === "string" ? `sip:${fU}@${fd}` : fU;
}
