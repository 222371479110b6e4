/** One step from what was dialled to where it goes. `value` is wrapped only where it is several names. */
export type Step = {
  readonly name: string;
  readonly value: string;
  readonly why: string;
  readonly isSeveral?: boolean;
};
