// Loaded before a program (node --import) whose wall clock a test sets: the file that CLOCK_FILE names holds how far it is off,
// in milliseconds. What measures by performance.now() is not touched.
import { readFileSync, watchFile } from "node:fs";

const path = process.env.CLOCK_FILE;
const RealDate = Date;
let offsetMs = 0;

const read = () => {
  offsetMs = Number(readFileSync(path, "utf8"));
};

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + offsetMs);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + offsetMs;
  }
};

if (path !== undefined) {
  read();
  watchFile(path, { interval: 100, persistent: false }, read);
}
