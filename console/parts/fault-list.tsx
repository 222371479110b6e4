type Props = { readonly faults: readonly { readonly path: string; readonly message: string }[] };

/** Faults with what they are faults of; nothing where there are none. */
export const FaultList = ({ faults }: Props) =>
  faults.length === 0 ? null : (
    <ul>
      {faults.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <code>{path}</code> {message}
        </li>
      ))}
    </ul>
  );
