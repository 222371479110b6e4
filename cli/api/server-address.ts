/** Where the local product listens (`npm start`). */
export const localServer = "http://127.0.0.1:7071";

const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** The address before `/api`, or what is wrong with it. A path before `/api` stays: a gateway may have one. */
export function readServerAddress(text: string): { readonly server: string } | { readonly cause: string } {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.username || url?.password) return { cause: "the address of a server must not hold a password" };
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:"))
    return { cause: `${withoutSecrets(text)} is no address of a server, such as https://router.operator.example` };
  if (url.search !== "" || url.hash !== "")
    return { cause: `${withoutSecrets(text)} is followed by more than an address: leave out what begins with ? or #` };
  return { server: `${url.origin}${url.pathname.replace(/\/+(?:api\/*)?$/, "")}` };
}

/** A password stands before @, and keys stand behind ?: a log of a pipeline must not have them. */
const withoutSecrets = (text: string): string => text.replace(/^.*@/s, "…@").replace(/[?#].*$/s, "");

/** Whether what is sent there cannot be read on the way. */
export const isPrivate = (server: string): boolean => {
  const { protocol, hostname } = new URL(server);
  return protocol === "https:" || loopback.test(hostname);
};
