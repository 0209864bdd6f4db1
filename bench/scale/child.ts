import { operate } from './operations.ts';

/*
 * One operation in a process of its own, whose time and memory are its alone: `child.ts OPERATION URL MONDAY`. Its
 * outcome is one line of JSON.
 */

process.noDeprecation = true;
const [name = '', url = '', monday = ''] = process.argv.slice(2);
const { did, seconds, times } = await operate(name, url, monday);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    did,
    seconds,
    times,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMb: maxRSS / 1024,
  }),
);
