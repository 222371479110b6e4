import { Unbroken } from "./unbroken.tsx";

type Fault = { readonly path: string; readonly message: string };

type Props = { readonly faults: readonly Fault[] };

/** More of them are mostly the same one again: an expectation for each customer. */
const shownAtMost = 12;

/** Faults with what they are faults of; nothing where there are none. */
export function FaultList({ faults }: Props) {
  if (faults.length === 0) return null;
  const more = faults.slice(shownAtMost);
  return (
    <>
      <Faults faults={faults.slice(0, shownAtMost)} />
      {more.length > 0 && (
        <details>
          <summary>{more.length} more</summary>
          <Faults faults={more} />
        </details>
      )}
    </>
  );
}

const Faults = ({ faults }: Props) => (
  <ul>
    {faults.map(({ path, message }) => (
      <li key={`${path} ${message}`}>
        <code>{path}</code> <Unbroken text={message} />
      </li>
    ))}
  </ul>
);
