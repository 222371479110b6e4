/** Text in which a SIP URI or a number goes to a line of its own before it wraps. */
export const Unbroken = ({ text }: { readonly text: string }) => (
  <>
    {text.split(/(\bsips?:[^\s,]+|\+?\d[\d ]*\d)/).map((part, index) =>
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
