/** What a dialled number is to this operator, most urgent first: the order decides between territories in doubt. */
export const callClasses = ["emergency", "emergency-normal-routing", "test", "special", "ordinary"] as const;

export type CallClass = (typeof callClasses)[number];

export const classMeanings: Readonly<Record<CallClass, string>> = {
  emergency: "an emergency call",
  "emergency-normal-routing": "an emergency number that this network routes like any other",
  test: "a call to a test service, such as 933 in the United States",
  special: "a service number that is no emergency, such as 116123",
  ordinary: "everything else, what cannot be read included",
};

/** The more urgent of two classes. */
export const isMoreUrgent = (a: CallClass, b: CallClass): boolean => callClasses.indexOf(a) < callClasses.indexOf(b);
