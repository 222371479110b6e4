/** The lines of a Markdown table; the first row is its head. */
export const table = (...rows) => {
  const [head = []] = rows;
  return [head, head.map(() => "---"), ...rows.slice(1)].map((cells) => `| ${cells.join(" | ")} |`);
};
