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
        <code>{path}</code> <Message text={message} />
      </li>
    ))}
  </ul>
);

/** A URI in it goes to a line of its own before it wraps. */
const Message = ({ text }: { readonly text: string }) => (
  <>
    {text.split(/(\bsips?:[^\s,]+)/).map((part, index) =>
      index % 2 === 0 ? (
        part
      ) : (
        <span key={index} class="unbroken">
          {part}
        </span>
      ),
    )}
  </>
);
