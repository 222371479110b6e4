/**
 * Something that only some requests need, loaded by the first of them: no start waits for it, and most instances are never
 * asked. One that could not be loaded is tried again by the next.
 */
export function whenAsked<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loading: Promise<Loaded> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}
