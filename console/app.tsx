import { LocationProvider, Route, Router, useLocation } from "preact-iso/router";
import type { ConsoleSettings } from "./api/settings.ts";
import { Calls } from "./pages/calls.tsx";
import { Change } from "./pages/change.tsx";
import { Coverage } from "./pages/coverage.tsx";
import { Now } from "./pages/now.tsx";
import { Trust } from "./pages/trust.tsx";
import { TryNumber } from "./pages/try-number.tsx";

const NoPage = () => (
  <>
    <h1>No such page</h1>
    <p>
      <a href="/console">Go to the first page</a>
    </p>
  </>
);

/** In the order of the navigation. */
const pages = [
  { path: "/console", name: "Now", component: Now },
  { path: "/console/try", name: "Try a number", component: TryNumber },
  { path: "/console/calls", name: "Calls", component: Calls },
  { path: "/console/coverage", name: "Coverage", component: Coverage },
  { path: "/console/change", name: "Change", component: Change },
  { path: "/console/trust", name: "Trust", component: Trust },
];

export function App({ settings }: { readonly settings: ConsoleSettings | null }) {
  return (
    <LocationProvider scope="/console">
      <a class="skip" href="#main">
        Skip to the page
      </a>
      <Header settings={settings} />
      <main id="main" tabIndex={-1}>
        {settings?.authentication === "none" ? <Pages /> : <Closed settings={settings} />}
      </main>
    </LocationProvider>
  );
}

function Header({ settings }: { readonly settings: ConsoleSettings | null }) {
  const { path } = useLocation();
  return (
    <header>
      <Banner settings={settings} />
      <p class="product">Emergency Call Router</p>
      <nav aria-label="Pages">
        {pages.map((page) => (
          <a key={page.path} href={page.path} aria-current={isOf(path, page.path) ? "page" : undefined}>
            {page.name}
          </a>
        ))}
      </nav>
    </header>
  );
}

const isOf = (path: string, page: string): boolean => path.replace(/\/$/, "") === page;

const Pages = () => (
  <Router onRouteChange={nameWindow}>
    {pages.map(({ path, component }) => (
      <Route key={path} path={path} component={component} />
    ))}
    <Route default component={NoPage} />
  </Router>
);

function nameWindow(url: string): void {
  const page = pages.find(({ path }) => isOf(url.replace(/\?.*$/, ""), path));
  document.title = `${page?.name ?? "No such page"} · Emergency Call Router`;
}

const Banner = ({ settings }: { readonly settings: ConsoleSettings | null }) =>
  settings?.authentication === "none" ? (
    <p class="banner" role="note">
      Nobody signs in here (<code>AUTHENTICATION=none</code>): whoever reaches this page may change the configuration
      and read every call.
    </p>
  ) : null;

/** What stands here while the pages cannot be used. */
const Closed = ({ settings }: { readonly settings: ConsoleSettings | null }) =>
  settings === null ? (
    <>
      <h1>The app does not answer</h1>
      <p>
        The settings of this page could not be read. Calls may be decided all the same: other instances answer them.
      </p>
      <button type="button" onClick={() => location.reload()}>
        Try again
      </button>
    </>
  ) : (
    <>
      <h1>This page cannot sign in yet</h1>
      <p>
        This app asks for tokens of Entra ID, and the console has no sign-in yet. It shows nothing and asks for nothing.
      </p>
      <p>
        Everything it would show is answered by the API: send a token as <code>docs/entra-id.md</code> says. Its{" "}
        <a href="/api/v1/openapi.json">description</a> needs no token.
      </p>
    </>
  );
