const at = (offsetMs: number): string => new Date(Date.now() + offsetMs).toISOString();
const window = () => new URLSearchParams({ from: at(-3_600_000), to: at(3_600_000) });

export const post = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

export const change = {
  baseVersion: 1,
  reason: "CHG1",
  operations: [{ op: "put", kind: "tenant", item: { name: "contoso" } }],
};

export type Question = readonly [path: string, init?: RequestInit];

/** Everything that is asked about each table, of now. */
export const questionsAbout = (): Readonly<Record<string, readonly Question[]>> => ({
  AuditTrail: [[`audit/events?${window()}`], [`audit/events/export?${window()}`], [`audit/verification?${window()}`]],
  AuditByCall: [
    ["audit/calls?callId=call-1@sbc1.example.net"],
    ["audit/events?callId=call-1@sbc1.example.net"],
    [`audit/verification?${window()}`],
  ],
  EmergencyConfig: [
    ["config"],
    ["config/versions"],
    ["config/versions/1"],
    ["config/fingerprint"],
    ["config/items?kind=number"],
    ["config/export"],
    ["config/coverage"],
    ["config/drafts", post({ territories: ["IE"], routeSet: "emergency" })],
    ["config/simulations", post({ calls: [{ calledParty: "+44999" }] })],
    ["config/changes?dryRun=true", post(change)],
    ["config/versions/1/restore?dryRun=true", post({ reason: "back" })],
  ],
  Watch: [["watch"]],
  LookupTables: [
    ["config/lookup-tables"],
    ["config/lookup-tables/communes/versions/1"],
    [
      "config/imports?kind=lookup-table&name=communes&format=json&reason=CHG2",
      post([{ key: "75056", value: "+33140000000" }]),
    ],
  ],
});
