/** user of RFC 3261, 25.1: unreserved, escaped, user-unreserved. */
const user = "(?:[A-Za-z0-9\\-_.!~*'()&=+$,;?/]|%[0-9A-F]{2})+";
/** telephone-subscriber (RFC 3966, 3) without separators and parameters, as a user part holds it. */
const subscriber = "(?:\\+[0-9]+|(?:[0-9A-F*]|%23)+)";
const hostport = "(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::[0-9]{1,5})?";
const context = "(?:\\+[0-9]+|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)";
const label = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";

const sipUri = [`sips?:${user}@${hostport}`, `sips?:${subscriber}@${hostport};user=phone`].join("|");

const uri = [
  sipUri,
  "tel:\\+[0-9]+",
  `tel:[0-9A-F*#]+;phone-context=${context}`,
  `urn:service:${label}(?:\\.${label})*`,
].join("|");

const requestUri = new RegExp(`^(?:${uri})$`);
/** headers of RFC 3261, 25.1, which only a SIP URI has. */
const hnv = "(?:[A-Za-z0-9\\-_.!~*'()[\\]/?:+$]|%[0-9A-F]{2})";
const headers = `\\?${hnv}+=${hnv}*(?:&${hnv}+=${hnv}*)*`;
const contact = new RegExp(`^<(?:${uri}|(?:${sipUri})${headers})>;q=(?:0\\.[0-9]{1,3}|1\\.0)$`);

/** Whether a Request-URI of this product is well formed (RFC 3261, 25.1; RFC 3966, 3; RFC 5031, 4.2). */
export const isRequestUri = (text: string): boolean => requestUri.test(text);

/** Whether a Contact is a name-addr with its q (RFC 3261, 20.10). */
export const isContact = (text: string): boolean => contact.test(text);
