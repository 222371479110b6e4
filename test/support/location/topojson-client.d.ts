/** The part of the library that tests use; it has no types of its own. */
declare module "topojson-client" {
  export function feature(topology: unknown, object: unknown): unknown;
}
