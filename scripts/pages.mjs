// npm run pages: builds src/web into dist/web when something it is made of has changed since last time.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const out = path.join(root, 'dist/web');
const stampFile = path.join(out, 'stamp');
/** What a page can come from: itself, the contract, the words, the rules, and the libraries of the lock file. */
const SOURCES = ['src/web', 'src/contract', 'src/zh', 'src/domain', 'package-lock.json'];

function filesOf(source) {
  const full = path.join(root, source);
  if (!statSync(full).isDirectory()) return [full];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}

function currentStamp() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesOf))
    hash.update(path.relative(root, file)).update(readFileSync(file));
  return hash.digest('hex');
}

function build() {
  const vite = path.join(
    path.dirname(createRequire(import.meta.url).resolve('vite/package.json')),
    'bin/vite.js',
  );
  const options = { cwd: root, encoding: 'utf8' };
  const result = spawnSync(
    process.execPath,
    [vite, 'build', '--config', 'src/web/vite.config.ts', '--logLevel', 'warn'],
    options,
  );
  if (result.status === 0) return;
  console.error(result.stdout, result.stderr, result.error ?? '');
  process.exit(1);
}

const stamp = currentStamp();
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  build();
  writeFileSync(stampFile, stamp);
}
