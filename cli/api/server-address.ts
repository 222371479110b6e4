/** Where the local product listens (`npm start`). */
export const localServer = "http://127.0.0.1:7071";

const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** The address before `/api`, or what is wrong with it. A path before `/api` stays: a gateway may have one. */
export function readServerAddress(text: string): { readonly server: string } | { readonly cause: string } {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:"))
    return { cause: `${text} is no address of a server, such as https://router.operator.example` };
  if (url.username !== "" || url.password !== "") return { cause: "the address of a server must not hold a password" };
  if (url.search !== "" || url.hash !== "")
    return { cause: `${text} has more than an address: leave out what begins with ? or #` };
  return { server: `${url.origin}${url.pathname.replace(/\/+(?:api\/*)?$/, "")}` };
}

/** Whether what is sent there cannot be read on the way. */
export const isPrivate = (server: string): boolean => {
  const { protocol, hostname } = new URL(server);
  return protocol === "https:" || loopback.test(hostname);
};
