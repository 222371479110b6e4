/** What a newcomer sees once everything runs; the last line says so to programs that wait for it. */
export const describeRunning = (url: string): string =>
  `
The emergency call router runs at ${url}. Ask it where a call goes:

curl -s ${url}/api/v1/call-setup -H 'content-type: application/json' -d '{"ingress":"zoom","calledParty":"+44999","callingParty":"+441632960123"}'

ready ${url}`;
