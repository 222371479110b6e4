import type { ComponentChildren, JSX } from "preact";
import { LocationProvider, Route, Router, useLocation } from "preact-iso/router";
import { may, type Role } from "./api/session.ts";
import { Calls } from "./pages/calls.tsx";
import { Change } from "./pages/change.tsx";
import { Coverage } from "./pages/coverage.tsx";
import { Now } from "./pages/now.tsx";
import { Trust } from "./pages/trust.tsx";
import { TryNumber } from "./pages/try-number.tsx";
import { Closed, type ClosedBecause } from "./parts/closed.tsx";
import { ProvisionalBanner } from "./parts/provisional-banner.tsx";
import { SignedIn, SignInBanner } from "./parts/signed-in.tsx";

/** What the page can do: `open` for everybody, `signed-in` for one person, or nothing. */
export type Start = Open | ClosedBecause;

type Open = { readonly state: "open" | "signed-in" };

const isOpen = (start: Start): start is Open => start.state === "open" || start.state === "signed-in";

type Page = {
  readonly path: string;
  readonly name: string;
  readonly component: () => JSX.Element;
  /** Any of these roles has something to see there. */
  readonly roles: readonly [Role, ...Role[]];
};

/** In the order of the navigation. */
const pages: readonly Page[] = [
  { path: "/console", name: "Now", component: Now, roles: ["Audit.Read", "Config.Read"] },
  { path: "/console/try", name: "Try a number", component: TryNumber, roles: ["Config.Read"] },
  { path: "/console/calls", name: "Calls", component: Calls, roles: ["Audit.Read"] },
  { path: "/console/coverage", name: "Coverage", component: Coverage, roles: ["Config.Read"] },
  { path: "/console/change", name: "Change", component: Change, roles: ["Config.Read"] },
  { path: "/console/trust", name: "Trust", component: Trust, roles: ["Audit.Read"] },
];

const NoPage = () => (
  <>
    <h1>No such page</h1>
    <p>
      <a href="/console">Go to the first page</a>
    </p>
  </>
);

const NotAllowed = ({ page: { name, roles } }: { readonly page: Page }) => (
  <>
    <h1>{name}</h1>
    <p class="note">
      This page is for those with the role <code>{roles.join(" or ")}</code>, which you do not have. Ask whoever gives
      the app's roles.
    </p>
  </>
);

/** The address is read when a page is shown: that of a sign-in on its way is none of this console. */
export const App = ({ start }: { readonly start: Start }) => (
  <>
    <a class="skip" href="#main">
      Skip to the page
    </a>
    {isOpen(start) ? (
      <LocationProvider scope="/console">
        <header>
          {start.state === "open" && <OpenBanner />}
          <SignInBanner />
          {may("Config.Read") && <ProvisionalBanner />}
          <Product />
          <Navigation />
          <SignedIn />
        </header>
        <Main>
          <Pages />
        </Main>
      </LocationProvider>
    ) : (
      <>
        <header>
          <Product />
        </header>
        <Main>
          <Closed because={start} />
        </Main>
      </>
    )}
  </>
);

const Product = () => <p class="product">Emergency Call Router</p>;

const Main = ({ children }: { readonly children: ComponentChildren }) => (
  <main id="main" tabIndex={-1}>
    {children}
  </main>
);

function Navigation() {
  const { path } = useLocation();
  return (
    <nav aria-label="Pages">
      {pages.filter(isAllowed).map((page) => (
        <a key={page.path} href={page.path} aria-current={isOf(path, page.path) ? "page" : undefined}>
          {page.name}
        </a>
      ))}
    </nav>
  );
}

const isAllowed = ({ roles }: Page): boolean => roles.some(may);

const isOf = (path: string, page: string): boolean => path.replace(/\/$/, "") === page;

const Pages = () => (
  <Router onRouteChange={nameWindow}>
    {pages.map((page) => (
      <Route
        key={page.path}
        path={page.path}
        component={isAllowed(page) ? page.component : () => <NotAllowed page={page} />}
      />
    ))}
    <Route default component={NoPage} />
  </Router>
);

function nameWindow(url: string): void {
  const page = pages.find(({ path }) => isOf(url.replace(/\?.*$/, ""), path));
  document.title = `${page?.name ?? "No such page"} · Emergency Call Router`;
}

const OpenBanner = () => (
  <p class="banner" role="note">
    Nobody signs in here (<code>AUTHENTICATION=none</code>): whoever reaches this page may change the configuration and
    read every call.
  </p>
);
