/** The classes of dialled numbers, the most urgent first: in doubt between territories the more urgent class decides. */
export const callClasses = ["emergency", "emergency-normal-routing", "test", "special", "ordinary"] as const;

export type CallClass = (typeof callClasses)[number];

export const classMeanings: Readonly<Record<CallClass, string>> = {
  emergency: "an emergency call",
  "emergency-normal-routing": "an emergency number that this network routes like an ordinary call",
  test: "a call to a test number, such as 933 in the United States",
  special: "a help line or other service that is no emergency, such as 116123",
  ordinary: "any other number, and what is no number",
};

/** Whether class `a` is more urgent than `b`. */
export const isMoreUrgent = (a: CallClass, b: CallClass): boolean =>
  a !== b && callClasses.indexOf(a) < callClasses.indexOf(b);

/** Whether a class is that of an emergency number, however this network routes it. */
export const isEmergencyNumber = (callClass: CallClass | undefined): boolean =>
  callClass === "emergency" || callClass === "emergency-normal-routing";
