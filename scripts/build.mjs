// npm run build: compiles src and jobs into dist, and copies the sandbox's page beside its server. Examples and
// migrations are read where they are: dist stays in the project's folder.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const dist = path.join(root, 'dist');
const PAGE = 'src/sandbox/page';

rmSync(dist, { recursive: true, force: true });
compile();
cpSync(path.join(root, PAGE), path.join(dist, PAGE), { recursive: true });

function compile() {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}
