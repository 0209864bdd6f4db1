import { Worker } from 'node:worker_threads';

/** A case that hangs cannot report itself: whoever has not called for so long is ended from another thread. */
const LONGEST_MS = 60_000;

const WATCH = `
const { workerData: { counter, pid, longest } } = require('node:worker_threads');
const seen = new Int32Array(counter);
let [last, since] = [0, Date.now()];
setInterval(() => {
  if (seen[0] !== last) [last, since] = [seen[0], Date.now()];
  else if (last > 0 && Date.now() - since > longest) {
    require('node:fs').writeSync(2, '\\ncase ' + last + ' of this seed hangs\\n');
    process.kill(pid, 'SIGKILL');
  }
}, 1000);`;

/** @returns to be called with every case */
export function watchdog(): () => void {
  const counter = new SharedArrayBuffer(4);
  const seen = new Int32Array(counter);
  const worker = new Worker(WATCH, {
    eval: true,
    execArgv: [],
    workerData: { counter, pid: process.pid, longest: LONGEST_MS },
  });
  worker.unref();
  return () => {
    seen[0] = (seen[0] ?? 0) + 1;
  };
}
