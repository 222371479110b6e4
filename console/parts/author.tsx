/** Who did something: "name (object id)", as the app writes it of whoever has signed in, or a name alone. Neither part wraps. */
export function Author({ author }: { readonly author: string }) {
  const [, name = author, id] = /^(.+) (\([0-9a-f-]{36}\))$/.exec(author) ?? [];
  return (
    <>
      <span class="line">{name}</span>
      {id !== undefined && (
        <>
          {" "}
          <span class="line id">{id}</span>
        </>
      )}
    </>
  );
}
