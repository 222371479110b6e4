/** What a dialled number is to this operator, most urgent first: the order decides between territories in doubt. */
export const callClasses = ["emergency", "emergency-normal-routing", "test", "special", "ordinary"] as const;

export type CallClass = (typeof callClasses)[number];

/** The more urgent of two classes. */
export const isMoreUrgent = (a: CallClass, b: CallClass): boolean => callClasses.indexOf(a) < callClasses.indexOf(b);
