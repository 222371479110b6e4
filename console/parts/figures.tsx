/** A count or a state with its name above. */
export const Figure = ({ name, value }: { readonly name: string; readonly value: string | number }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

/** Rounded down, so that one failed call of many is never "100 %". */
export const percent = (rate: number): string => `${(Math.floor(rate * 1_000) / 10).toFixed(1)} %`;

export const percentOrNone = (rate: number | null): string => (rate === null ? "–" : percent(rate));
