/** The cells of a table's first row. */
export const ColumnHeads = ({ columns }: { readonly columns: readonly string[] }) => (
  <>
    {columns.map((column) => (
      <th key={column} scope="col">
        {column}
      </th>
    ))}
  </>
);
