import { spanOf } from "./moment.ts";

/** How long ago it was; "never" for null. */
export const Ago = ({ at }: { readonly at: string | null }) =>
  at === null ? (
    <>never</>
  ) : (
    <time dateTime={at} title={at}>
      {spanOf(Math.max(0, Date.now() - Date.parse(at)) / 1_000)} ago
    </time>
  );
