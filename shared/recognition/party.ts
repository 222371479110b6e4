/** How a party was written around its number. */
export type AddressForm = "plain" | "tel" | "sip" | "urn";

/**
 * A party reduced to one way of writing it. `text` is a dial string (`+`, digits, `*`, `#`), a lower-case service URN or, for
 * anything without a number, the name itself in lower case. Normalising `text` again gives `text`.
 */
export type NormalisedParty = { readonly text: string; readonly form: AddressForm };
