/** Made by the build (`scripts/world-shapes.mjs`). */
declare module "world-shapes" {
  export const worldShapes: {
    readonly width: number;
    readonly height: number;
    /** By ISO 3166-1 alpha-2 code: path data of SVG, which is empty for what is drawn as a dot, and where a mark stands. */
    readonly territories: Readonly<
      Record<string, { readonly outline: string; readonly at: readonly [x: number, y: number] }>
    >;
  };
}
