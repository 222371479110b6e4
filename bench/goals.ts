/** A speed goal: the figure must not exceed `reach`, and should not exceed `beyond`. */
export type Goal = Limits & {
  /** A number; with a letter for each part of a goal that has several. */
  readonly id: string;
  /** The name of the benchmark that measures it. */
  readonly benchmark: string;
  /** A ratio of CPU time per operation, user and system, unless it says otherwise. */
  readonly measure: string;
};

type Limits = {
  readonly reach: number;
  /** Missing where `reach` is all that is asked for. */
  readonly beyond?: number;
  /** Missing for a ratio and a count. */
  readonly unit?: string;
};

const goal = <const Id extends string>(id: Id, benchmark: string, measure: string, limits: Limits) => ({
  ...{ id, benchmark, measure },
  ...limits,
});

const nearlyEqual = { reach: 1.25, beyond: 1.1 };

export const goals = [
  goal("1", "core-decision", "a decision, 1 % emergencies, about 1,000 numbers ÷ `Map.get` of the same strings", {
    reach: 20,
    beyond: 8,
  }),
  goal("2", "core-decision", "recognition ÷ libphonenumber's parsing and test for every region of the code", {
    reach: 1 / 10,
    beyond: 1 / 15,
  }),
  goal("3a", "configuration-size", "a decision by 1,000,000 numbers ÷ by 1,000", { reach: 4, beyond: 2 }),
  goal("3b", "configuration-size", "a decision with 10,000 tenants ÷ with 1", { reach: 1.2 }),
  goal("4", "webhook", "an ordinary call, 64 connections ÷ an empty function in the same host", {
    reach: 1.15,
    beyond: 1.05,
  }),
  goal("5", "webhook", "an emergency call with its audit event, 64 connections ÷ an empty function", {
    reach: 2,
    beyond: 1.5,
  }),
  goal("6", "webhook", "p99 at 500 calls a second, 1 % emergencies ÷ that of an empty function", nearlyEqual),
  goal("7a", "outage-latency", "p99 of all calls while Event Hubs refuses connections ÷ while it is well", nearlyEqual),
  goal("7b", "outage-latency", "the same once Event Hubs was killed", nearlyEqual),
  goal("7c", "outage-latency", "the same while Event Hubs takes sends and never settles them", nearlyEqual),
  goal("8a", "reload", "p99 while 100,000 numbers are loaded ÷ in quiet times", { reach: 2, beyond: 1.2 }),
  goal("8b", "reload", "the event loop's longest stall at work meanwhile", { reach: 5, beyond: 2, unit: "ms" }),
  goal("9", "cold-start", "start to first right decision ÷ a `node:http` server's start to first answer", {
    reach: 1.7,
    beyond: 1.45,
  }),
  goal("10", "configuration-size", "heap a number, 100,000 of them", { reach: 200, beyond: 100, unit: "bytes" }),
  goal("11a", "operations", "requests to Table Storage in 2 s, whatever the load", { reach: 1 }),
  goal("11b", "operations", "sends to Event Hubs an emergency call, 200 at once", { reach: 0.2 }),
  goal("12", "core-decision", "an emergency call answered as rtjson ÷ the same answered plainly", {
    reach: 1.05,
  }),
  goal("13a", "lists", "a list of 10,000 numbers, made and written", { reach: 300, beyond: 150, unit: "ms" }),
  goal("13b", "lists", "the event loop's longest stall at work meanwhile", { reach: 20, beyond: 5, unit: "ms" }),
  goal("14a", "expectations", "1,000 expectations judged, as with every change", {
    reach: 200,
    beyond: 50,
    unit: "ms",
  }),
  goal("14b", "expectations", "the event loop's longest stall at work meanwhile", { reach: 20, beyond: 5, unit: "ms" }),
  goal("15a", "watch-run", "processor time of a run of `watch-calls`, 10,000 decisions an hour", {
    reach: 1_000,
    beyond: 250,
    unit: "ms",
  }),
  goal("15b", "watch-run", "the same beside a trail of 60,000 older events ÷ beside one without", { reach: 1.2 }),
  goal("16a", "console", "the console's first figures, opened for the first time", {
    reach: 1_000,
    beyond: 500,
    unit: "ms",
  }),
  goal("16b", "console", "the page's longest pause at work: 100,000 numbers read, scrolled, searched", {
    reach: 50,
    beyond: 20,
    unit: "ms",
  }),
  goal("17", "counting", "a call counted, with an exporter ÷ a request to an empty function", { reach: 0.01 }),
  goal("18a", "areas", "the area of a point found, 100,000 corners of borders", { reach: 10, beyond: 3, unit: "µs" }),
  goal("18b", "areas", "the same among 1,000,000 corners ÷ among 100,000", { reach: 2, beyond: 1.5 }),
  goal("18c", "areas", "the event loop's longest stall while 1,000,000 corners are compiled", {
    reach: 5,
    beyond: 3,
    unit: "ms",
  }),
  goal("19a", "location", "a decision without a location, 1 % emergencies, areas configured ÷ without areas", {
    reach: 1.02,
  }),
  goal("19b", "location", "an emergency call with a PIDF-LO of 1.5 KB ÷ without a location", { reach: 1.4 }),
  goal("19c", "location", "processor time of the call with the worst location known, 1,000,000 corners of borders", {
    reach: 10,
    beyond: 5,
    unit: "ms",
  }),
];

export type GoalId = (typeof goals)[number]["id"];

/** The figure that a benchmark measured for a goal, in the goal's unit. */
export type Measure = { readonly goal: GoalId; readonly value: number };
