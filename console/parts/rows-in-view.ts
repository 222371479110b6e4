type View = {
  /** How far the list is scrolled, and how high its window is, in pixels. */
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
};

/** Rows above and below the window: a scroll by the wheel finds them drawn. */
const spare = 12;

/** Which rows of a long list are drawn: from the first to before the last. The others are so much room above and below. */
export function rowsInView({ scrollTop, height, rowHeight, count }: View) {
  const first = Math.min(Math.floor(Math.max(0, scrollTop) / rowHeight), count);
  const from = Math.max(0, first - spare);
  const to = Math.min(count, first + Math.ceil(height / rowHeight) + spare);
  return { from, to, above: from * rowHeight, below: (count - to) * rowHeight };
}
