/** Who did something: "name (object id)", as the app writes it of whoever has signed in, or a name alone. Neither part wraps where it fits. */
export function Author({ author }: { readonly author: string }) {
  const [, name = author, id] = /^(.+) (\([0-9a-f-]{36}\))$/.exec(author) ?? [];
  return (
    <>
      <span class="unbroken">{name}</span>
      {id !== undefined && (
        <>
          {" "}
          <span class="unbroken id">{id}</span>
        </>
      )}
    </>
  );
}
