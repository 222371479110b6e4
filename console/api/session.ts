import { signal } from "@preact/signals";

/** The app roles that a page may need, as `docs/security.md` explains them. */
export type Role =
  | "Config.Read"
  | "Config.Write"
  | "Config.Approve"
  | "Audit.Read"
  | "Audit.Export"
  | "Audit.Read.Personal";

/** Who has signed in. `roles` are those of the token: the app checks them again. */
export type Person = { readonly name: string; readonly roles: ReadonlySet<string> };

/** What signs people in, once it is loaded. */
export type SignIn = {
  /** An access token; `renewed` for a new one. Rejects with a `SignInEnded`, or if the sign-in service does not answer. */
  readonly token: (options: { readonly renewed: boolean }) => Promise<string>;
  /** Signs in in a window of its own, so that this page keeps what was typed. Rejects if that did not come to an end. */
  readonly again: () => Promise<void>;
  /** Leaves this page. */
  readonly out: () => Promise<void>;
};

export type Session =
  /** Nobody signs in here. */
  | { readonly state: "open" }
  /** `ended`: no token can be had any more before somebody signs in again. */
  | { readonly state: "signed-in" | "ended"; readonly person: Person; readonly signIn: SignIn };

/** Who uses this page. */
export const session = signal<Session>({ state: "open" });

/** No token can be had without the person. */
export class SignInEnded extends Error {
  override readonly name = "SignInEnded";
}

/** Whether the app will allow what needs this role. */
export const may = (role: Role): boolean => session.value.state === "open" || session.value.person.roles.has(role);
