/** Seeds whose plan once brought out a fault, and for how many seconds it had run then: each is run again before a new one. */
export const seedsThatFailed: readonly (readonly [seed: number, seconds: number])[] = [
  // A clock set an hour ahead put the events of calls where nobody looked for them.
  [658073635, 40],
  // The reader of the hub stopped at garbage on the wire.
  [1644539371, 40],
  // An event that could not be read back, each time just before others could, went to the dead letters.
  [1612965277, 60],
];
