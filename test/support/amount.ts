/**
 * How many cases are made up, or how much traffic meets a fault: the smaller number finds what a change breaks, the larger one what is
 * rare. `THOROUGH=1`, as `.ci/run` sets it once, takes the larger.
 */
export const amount = <Amount = number>({
  usual,
  thorough,
}: {
  readonly usual: Amount;
  readonly thorough: Amount;
}): Amount => (process.env.THOROUGH === "1" ? thorough : usual);
