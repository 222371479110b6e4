/** One step from what was dialled to where it goes. `value` is never wrapped. */
export type Step = { readonly name: string; readonly value: string; readonly why: string };
