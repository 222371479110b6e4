import apg from "apg-js";
import { Grammar } from "sip.js";

/** The grammar of telephone URIs (RFC 3966, clause 3) and of service URNs (RFC 5031, clause 4.2). */
const api = new apg.apgApi(`
request-uri          = telephone-uri / service-urn
telephone-uri        = "tel:" (global-number / local-number)
global-number        = "+" 1*phonedigit *par
local-number         = 1*(phonedigit-hex / "*" / "#") context *par
context              = ";phone-context=" (("+" 1*phonedigit) / (domainlabel *("." domainlabel)))
par                  = ";" 1*(ALPHA / DIGIT / "-") ["=" 1*(ALPHA / DIGIT / "-" / "." / "+")]
domainlabel          = ALPHADIGIT *(["-"] ALPHADIGIT)
phonedigit           = DIGIT / "-" / "." / "(" / ")"
phonedigit-hex       = HEXDIG / "*" / "#" / "-" / "." / "(" / ")"
service-urn          = "urn:service:" label *("." label)
label                = ALPHADIGIT *(["-"] ALPHADIGIT)
ALPHADIGIT           = ALPHA / DIGIT
ALPHA                = %x41-5A / %x61-7A
DIGIT                = %x30-39
HEXDIG               = DIGIT / "A" / "B" / "C" / "D" / "E" / "F"
`);
api.generate();
if (api.errors.length > 0) throw new Error(`the grammar has errors: ${JSON.stringify(api.errors)}`);
const grammar = api.toObject();

/** Whether parsers that know nothing of this product take the text for a SIP, SIPS or tel URI or a service URN. */
export function isValidUri(text: string): boolean {
  if (/^sips?:/i.test(text)) return Grammar.URIParse(text) !== undefined;
  return new apg.apgLib.parser().parse(grammar, "request-uri", apg.apgLib.utils.stringToChars(text)).success;
}
