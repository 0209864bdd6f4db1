// Loaded into the processes under test: on SIGUSR2 the garbage is collected, and what is then still in use is written.
import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { getHeapCodeStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const file = process.env.SOAK_MEMORY;

process.on('SIGUSR2', () => void say());

async function say() {
  for (let round = 0; round < 3; round += 1) {
    collect();
    await pause(100);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  const compiled = getHeapCodeStatistics();
  const code = compiled.code_and_metadata_size + compiled.bytecode_and_metadata_size;
  writeFileSync(`${file}.new`, JSON.stringify({ data: heapUsed - code, code, external, rss }));
  renameSync(`${file}.new`, file);
}
