/** A timer's schedule that does not come while tests run: the first second of a year. */
export const never = "0 0 0 1 1 *";
