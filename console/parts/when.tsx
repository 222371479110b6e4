import { localOf, utcOf } from "./moment.ts";

/** An instant in local time with UTC beside it. */
export function When({ at }: { readonly at: string | number }) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span class="when">{String(at)}</span>;
  return (
    <time class="when" dateTime={date.toISOString()}>
      <span>{localOf(date)}</span> <span class="utc">{utcOf(date)}</span>
    </time>
  );
}
