import type * as z from "zod";
import { areaSchema, divertSchema, locationRuleSchema, locationTableSchema } from "../config/area.ts";
import { changePolicySchema } from "../config/change-policy.ts";
import {
  defaultsSchema,
  ingressSchema,
  legalHoldSchema,
  lookupTableSchema,
  numberSchema,
  tenantSchema,
  territorySchema,
} from "../config/document.ts";
import { expectationSchema } from "../config/expectation.ts";
import { conversionSchema } from "../routing/conversion.ts";
import { routeSchema, routeSetSchema } from "../routing/route-set.ts";

/** What a kind of item is for, and its fields that do not say so themselves. */
export type ItemTexts = { readonly item: string; readonly fields: Readonly<Record<string, string>> };

const orNull = "; null for the territory's";

/** By the product's own schema, which has no texts: they would be in every process that never describes anything. */
export const itemTexts: ReadonlyMap<z.core.$ZodType, ItemTexts> = new Map<z.core.$ZodType, ItemTexts>([
  [
    ingressSchema,
    {
      item: "A platform or trunk that calls come in by. `default` applies to a call that names none, or an unknown one.",
      fields: {
        spellings: "The ways of writing an emergency number that this ingress uses.",
        masks: "Exact dial strings that stand for a short code, such as 9911 for 911.",
        internationalPrefixes: "Digits that stand for `+`.",
        defaultTerritory: "The territory of the callers, if neither the call nor the customer says.",
        platformRoutedTerritories:
          "Where the platform routes emergency calls itself; such a call is flagged, and routed.",
        trustTerritory: "Whether the territory given with a call is trusted.",
        strictSpellings:
          "Whether an emergency in a spelling that is not listed stays ordinary, with the flag `suspected`. If not, it is an " +
          "emergency, with the flag `unexpected-spelling`, where the call's territory is known.",
        redirectHeaders: "Whether `contacts` carry the headers of their route, for an SBC that follows a redirect.",
      },
    },
  ],
  [
    tenantSchema,
    { item: "A customer.", fields: { defaultTerritory: "The territory of its callers, if the call does not say." } },
  ],
  [
    territorySchema,
    {
      item: "A territory whose emergency numbers are routed.",
      fields: {
        code: "ISO 3166-1 alpha-2.",
        callingCode: "Without `+`.",
        routeSet: "For numbers without a route set; null for the contingency routes.",
        conversion: "For numbers without a conversion; null for the default.",
        contingencyRouteSet: "For a call that no other route is left for; null for that of `defaults`.",
        universalNumbers: "Instead of those of `defaults`; null for the same.",
      },
    },
  ],
  [
    numberSchema,
    {
      item: "What a number is in one territory, for one customer or for all. It wins over the built-in catalogue.",
      fields: {
        tenant: "`*` for all.",
        shortCode: "Digits as text: `000` is a code.",
        conversion: `How it is written for the network${orNull}.`,
        routeSet: `Where it goes${orNull}.`,
        validFrom: "From this instant on; null for always.",
        validUntil: "Until just before this instant; null for no end.",
        source: "The source of this number.",
        verifiedOn: "When the source was last checked.",
      },
    },
  ],
  [
    conversionSchema,
    {
      item: "How a number is written for a network: steps in order, beginning with its country form, such as +44999.",
      fields: { examples: "Pairs of input and output. A change is refused if one of them does not hold." },
    },
  ],
  [
    routeSetSchema,
    {
      item: "Routes in the order to be tried, but for those of the same `order`.",
      fields: { retryOn: "Final SIP status codes of one route on which the next is tried." },
    },
  ],
  [
    routeSchema,
    {
      item: "One way out towards a PSAP.",
      fields: {
        host: "Name or address, with a port or without.",
        userPhone: "Whether the Request-URI has `user=phone`.",
        timeoutMs: "How long to wait for an answer, in milliseconds.",
        headers: "SIP header fields to set, such as `Priority`.",
        order:
          "Neighbours in the list with the same order share the load. A route without one stands alone at its place.",
        weight:
          "For how large a share of the calls it is first of its order; 1 if left out. With 0 it only follows the others.",
      },
    },
  ],
  [
    lookupTableSchema,
    {
      item: "Which stored rows of a lookup table are in use.",
      fields: {
        keys: "What the table is looked up by.",
        version: "The version that the import of the rows answered.",
        hash: "The hash of the rows. Filled in if a change leaves it out; if given, it must match.",
      },
    },
  ],
  [
    legalHoldSchema,
    {
      item: "Events that must not be purged: those that match every member that is not null.",
      fields: { tenant: "`*` for calls that named none.", from: "Included.", to: "Excluded." },
    },
  ],
  [
    expectationSchema,
    {
      item: "A call and what its decision must be. A change after which one does not hold is refused.",
      fields: {
        call: "With the fields of a call-setup event.",
        at: "The instant that the call is judged at; null for now.",
        expect: "Members that are left out may be anything.",
        why: "What must not break, in words.",
        owner: "Whom to ask before it is changed.",
      },
    },
  ],
  [
    changePolicySchema,
    {
      item: "How many people besides its author must approve a change. There is one, or none: then nothing needs approval.",
      fields: {
        approvals:
          "`default` for every change, `anyDanger` for one with a danger, and under the word of a danger how many that one needs " +
          "instead. The most of what applies counts. A change that weakens the policy needs as many as it asks for anything.",
        direct: "Whether a change that needs approvals may go live directly, without them.",
        breakGlass: "Whether a direct change that names an incident goes through all the same.",
      },
    },
  ],
  [
    areaSchema,
    {
      item: "A part of a territory whose calls go to a PSAP of their own. Location tables lead callers to it.",
      fields: {
        territory: "Only calls of this territory are routed by it.",
        displayName: "What people call it; decisions carry it.",
        routeSet: "Where its calls go; null for where they would go without it.",
        conversion: "How their number is written; null for as without it.",
        examples: "Callers that it must be found for. A change is refused after which one is led elsewhere.",
      },
    },
  ],
  [
    locationTableSchema,
    {
      item: "Which stored rows lead callers to areas.",
      fields: {
        keys: "What the rows are looked up by: as they were imported.",
        version: "The version that the import of the rows answered.",
        hash: "The hash of the rows. Filled in if a change leaves it out; if given, it must match.",
      },
    },
  ],
  [
    locationRuleSchema,
    {
      item:
        "What is asked for the area of a caller. The most specific rule holds: of both territory and ingress, of the territory, of " +
        "the ingress, of all. Without any, every source is asked: boundary, civic, locationKey, callingParty, callingPartyPrefix.",
      fields: {
        territory: "`*` for all others.",
        ingress: "`*` for all others.",
        order: "The sources that are asked. The first that leads to an area of the territory decides.",
        methods: "The ways of finding a location that are believed, such as GPS or DHCP; null for all.",
        screenRouteSet: "Where a call goes whose area cannot be told; null for where it would go without areas.",
        maxAgeS: "How old a location may be, in seconds; null for any age.",
      },
    },
  ],
  [
    divertSchema,
    {
      item: "Calls of a route set or of an area go to another route set for at most seven days. It ends by itself.",
      fields: {
        from: "A route set or an area.",
        to: "The route set that they go to instead.",
        validFrom: "From this instant on.",
        validUntil: "Until just before this instant.",
        reason: "Why, in words.",
      },
    },
  ],
  [
    defaultsSchema,
    {
      item: "Applies if nothing more specific does.",
      fields: {
        contingencyRouteSet: "For a call that no other route is left for, unless its territory says otherwise.",
        unprovisioned: "The class of a number that only the built-in catalogue has.",
        conversion: "`as-received` leaves the number as it came.",
        universalNumbers:
          "Emergency numbers of every territory whose list does not have them: usually 112 and 911. Empty for none.",
        appendContingency:
          "Whether the contingency routes follow behind the routes of every emergency. They are there alone if it has no other.",
      },
    },
  ],
]);
