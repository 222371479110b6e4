import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as z from "zod";
import { appRoles } from "../../shared/identity/caller.ts";

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../infra/entra/${name}`, import.meta.url), "utf8"));

/** An app role as Microsoft Graph takes it (resource type appRole). */
const role = z.strictObject({
  id: z.guid(),
  value: z.string().regex(/^\S{1,120}$/),
  displayName: z.string().min(1),
  description: z.string().min(1),
  allowedMemberTypes: z.tuple([z.literal("User"), z.literal("Application")]),
  isEnabled: z.literal(true),
});

const api = z.strictObject({
  api: z.strictObject({
    requestedAccessTokenVersion: z.literal(2),
    oauth2PermissionScopes: z.array(z.looseObject({ id: z.guid(), value: z.string(), isEnabled: z.literal(true) })),
  }),
});

const client = z.strictObject({
  api: z.strictObject({
    preAuthorizedApplications: z.array(
      z.strictObject({ appId: z.guid(), delegatedPermissionIds: z.array(z.guid()).min(1) }),
    ),
  }),
});

it("the app registration has the roles that the app knows, each under an id of its own", () => {
  const roles = z.array(role).parse(read("app-roles.json"));
  expect(roles.map(({ value }) => value)).toEqual([...appRoles]);
  expect(new Set(roles.map(({ id }) => id)).size).toBe(appRoles.length);
});

it("the app registration lets the Azure CLI have the scope that it exposes, and asks for version 2.0 tokens", () => {
  const { oauth2PermissionScopes: scopes } = api.parse(read("api.json")).api;
  const { preAuthorizedApplications: clients } = client.parse(read("azure-cli.json")).api;
  expect(clients.flatMap(({ delegatedPermissionIds }) => delegatedPermissionIds)).toEqual(scopes.map(({ id }) => id));
});
