export declare function makeCatalogue(options: {
  readonly root: string;
  readonly check: boolean;
}): { readonly problem: string } | { readonly problem: null; readonly numbers: number };
