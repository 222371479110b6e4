type FigureProps = { readonly name: string; readonly value: string | number; readonly isDoubtful?: boolean };

/** A count or a state with its name above. */
export const Figure = ({ name, value, isDoubtful = false }: FigureProps) => (
  <div>
    <dt>{name}</dt>
    <dd class={isDoubtful ? "unsure" : undefined}>
      {isDoubtful && <span aria-hidden="true">! </span>}
      {value}
    </dd>
  </div>
);

/** Rounded down, so that one failed call of many is never "100 %". */
export const percent = (rate: number): string => `${(Math.floor(rate * 1_000) / 10).toFixed(1)} %`;

export const percentOrNone = (rate: number | null): string => (rate === null ? "–" : percent(rate));
