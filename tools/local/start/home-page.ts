/** The paths are HTML: `&` is written as an entity. */
const links = (today: string): readonly (readonly [path: string, what: string])[] => [
  ["/console", "the console: whether calls are answered, what becomes of a number, the story of a call"],
  ["/api/v1/health/ready", "whether it is ready: the configuration in force, both stores"],
  ["/api/v1/config", "the configuration: numbers, conversions, routes, customers"],
  ["/api/v1/config/versions", "its versions: who changed what, and why"],
  [
    `/api/v1/audit/verification?from=${today}T00:00:00Z&amp;to=${today}T23:59:59Z`,
    "today's audit trail, checked for gaps and edits",
  ],
  ["/api/v1/openapi.json", "every request and answer, as OpenAPI 3.1"],
];

const tokensNeeded = `<p>The configuration and the audit trail need a token of those that <code>npm start</code> printed. A browser sends
none and gets 401: ask with curl.</p>
`;

/** The page at the address that `npm start` prints. It loads nothing from other hosts. */
export const homePage = (url: string, authentication?: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Emergency Call Router on this machine</title>
<link rel="icon" href="data:,">
<style>
body { margin: 2rem auto; padding: 0 1rem; max-width: 46rem; font: 1rem/1.6 system-ui, sans-serif; color: #1b1b1b; background: #fff }
pre { padding: 1rem; overflow-x: auto; font-size: .875rem; background: #f2f2f2 }
a { color: #0b57d0 }
@media (prefers-color-scheme: dark) { body { color: #e8e8e8; background: #161616 } pre { background: #262626 } a { color: #8ab4f8 } }
</style>
</head>
<body>
<main>
<h1>Emergency Call Router</h1>
<p>It answers telephone systems that ask where a call must go: whether the number is an emergency, in what form the network
wants it, and by which routes. It runs on this machine alone, with stores of its own. Nothing here dials anything.</p>
<h2>Ask it where a call goes</h2>
<pre tabindex="0" aria-label="A command to paste into a terminal"><code>curl -s ${url}/api/v1/call-setup \\
  -H 'content-type: application/json' \\
  -d '{"ingress":"zoom","calledParty":"+44999","callingParty":"+441632960123"}'</code></pre>
<h2>Look at it</h2>
${authentication === "entra" ? tokensNeeded : ""}<ul>
${links(new Date().toISOString().slice(0, 10))
  .map(([path, what]) => `<li><a href="${path}">${path}</a>: ${what}</li>`)
  .join("\n")}
</ul>
<h2>Read on</h2>
<p>The README and the folder <code>docs</code> beside the program: changing the configuration, the audit trail, security,
settings, deployment, recipes for SIP proxies.</p>
</main>
</body>
</html>
`;

/** Printed once everything runs. Programs wait for the last line. */
export const describeRunning = (url: string): string =>
  `
The emergency call router runs at ${url}. See it at ${url}/console. Ask it where a call goes:

curl -s ${url}/api/v1/call-setup -H 'content-type: application/json' -d '{"ingress":"zoom","calledParty":"+44999","callingParty":"+441632960123"}'

ready ${url}`;
