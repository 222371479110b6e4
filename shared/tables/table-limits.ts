/** Table Storage takes at most so many operations in one transaction, all of one partition. */
export const rowsPerTransaction = 100;

/** It answers a query with at most so many rows at once. */
export const rowsPerPage = 1_000;
