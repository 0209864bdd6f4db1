// Loaded with --import into the processes under test, in place of a machine's wrong clock: the present is so many
// milliseconds ahead as a file says, and goes on being read, so that the test can set the clock of a running process.
import { readFileSync } from 'node:fs';

const RealDate = Date;
const file = process.env.FAULTS_CLOCK;
let ahead = read();
setInterval(() => (ahead = read()), 20).unref();

function read() {
  const text = readFileSync(file, 'utf8');
  return text === '' ? ahead : Number(text);
}

const now = () => RealDate.now() + ahead;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});
