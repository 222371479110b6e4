import { Fragment } from "preact";
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
        <code>
          <Path path={path} />
        </code>{" "}
        <Unbroken text={message} />
      </li>
    ))}
  </ul>
);

/** Wraps before a member that it names, and within a name only where one is longer than the line. */
const Path = ({ path }: Pick<Fault, "path">) => (
  <>
    {path.split(/(?=\.)/).map((part, index) => (
      <Fragment key={`${index} ${part}`}>
        {index > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </>
);
