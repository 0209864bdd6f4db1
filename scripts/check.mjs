// Everything that can be said of the code without running it, two at a time; what complains is printed whole.
import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
/** Scripts of package.json, the longest first. */
const STEPS = ['lint', 'types', 'use', 'pages', 'format', 'imports'];
const LANES = 2;

const waiting = [...STEPS];
let failures = 0;

async function lane() {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const { code, output } = await run(step);
    if (code === 0) continue;
    failures += 1;
    console.log(`\n== npm run check:${step}\n${output}`);
  }
}

function run(step) {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '-s', `check:${step}`], {
      cwd: root,
      shell: process.platform === 'win32',
    });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
  });
}

await Promise.all(Array.from({ length: LANES }, lane));
process.exit(failures === 0 ? 0 : 1);
