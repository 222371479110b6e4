/** Somebody to rehearse with. `objectId` stays from start to start, as it does in Entra ID. */
export type Person = {
  /** Also the name of their token: `READER` is `READER_TOKEN`. */
  readonly name: string;
  readonly objectId: string;
  /** App roles, as in infra/entra/app-roles.json. */
  readonly roles: readonly string[];
};

/** Who there is on this machine, each with what such a person needs in an operator's day and no more. */
export const people: readonly Person[] = [
  { name: "reader", objectId: "5d0c2f6e-8a1b-4c3d-9e4f-1a2b3c4d5e01", roles: ["Config.Read", "Audit.Read"] },
  { name: "configurer", objectId: "5d0c2f6e-8a1b-4c3d-9e4f-1a2b3c4d5e02", roles: ["Config.Read", "Config.Write"] },
  {
    name: "auditor",
    objectId: "5d0c2f6e-8a1b-4c3d-9e4f-1a2b3c4d5e03",
    roles: ["Audit.Read", "Audit.Export", "Audit.Read.Personal"],
  },
];
