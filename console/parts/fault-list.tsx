import { Fragment } from "preact";
import { FirstFew } from "./first-few.tsx";
import { Unbroken } from "./unbroken.tsx";

type Fault = { readonly path: string; readonly message: string };

type Props = { readonly faults: readonly Fault[] };

/** More of them are mostly the same one again: an expectation for each customer. */
const shownAtMost = 12;

/** Faults with what they are faults of; nothing where there are none. */
export const FaultList = ({ faults }: Props) =>
  faults.length === 0 ? null : (
    <FirstFew items={faults} atMost={shownAtMost}>
      {(some) => <Faults faults={some} />}
    </FirstFew>
  );

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
