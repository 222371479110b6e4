// The part of apg-js that is used here; the package has no type declarations.
declare module "apg-js" {
  type Grammar = object;
  export const apgApi: new (
    abnf: string,
  ) => { generate(): void; readonly errors: readonly unknown[]; toObject(): Grammar };
  export const apgLib: {
    readonly parser: new () => {
      parse(grammar: Grammar, startRule: string, text: number[]): { readonly success: boolean };
    };
    readonly utils: { stringToChars(text: string): number[] };
  };
}
