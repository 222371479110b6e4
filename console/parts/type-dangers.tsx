import type { ChangeEffect } from "./change-effect.ts";
import { Field } from "./field.tsx";
import { sentence } from "./sentence.ts";

type Props = {
  readonly dangers: ChangeEffect["dangers"];
  /** By danger, what was typed for it. */
  readonly typed: Readonly<Record<string, string>>;
  readonly onTyped: (typed: Readonly<Record<string, string>>) => void;
};

/** The dangers of a change. The word of each is typed, so that nobody confirms one unread. */
export const TypeDangers = ({ dangers, typed, onTyped }: Props) => (
  <>
    {dangers.map(({ danger, message, count, items }) => (
      <div key={danger} class="note bad">
        <p>
          <strong>{sentence(message)}:</strong> {items.slice(0, 5).join(", ")}
          {count > 5 && ` and ${count - 5} more`}
        </p>
        <Field
          label={`Type ${danger} to confirm`}
          name={`confirm-${danger}`}
          value={typed[danger] ?? ""}
          onInput={(value) => onTyped({ ...typed, [danger]: value.trim() })}
        />
      </div>
    ))}
  </>
);
