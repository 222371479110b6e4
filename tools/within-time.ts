/** Waits for `work`, at most `limitMs`; its error is thrown if it comes in time. Returns whether the work ended. */
export async function withinTime(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, limitMs, false);
  });
  work.catch(() => {}); // an error after the limit has nobody to go to
  try {
    return await Promise.race([work.then(() => true), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
