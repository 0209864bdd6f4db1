// npm run pages: builds src/web into dist/web when something it is made of has changed since last time.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const root = path.join(import.meta.dirname, '..');
const out = path.join(root, 'dist/web');
const stampFile = path.join(out, 'stamp');
const PARTS = ['sign-in', 'phone', 'desk', 'board'];
/** What a page can come from: itself, the contract, the words, the rules, and the libraries of the lock file. */
const SOURCES = ['src/web', 'src/contract', 'src/zh', 'src/domain', 'scripts/pages.mjs', 'package-lock.json'];

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

/** Each part by itself, so that an official's phone loads nothing that only the office's desk needs. */
async function buildAll() {
  // Only when it is needed: it takes longer to load than to see that nothing has changed.
  const { build } = await import('vite');
  rmSync(out, { recursive: true, force: true });
  for (const part of PARTS)
    await build({
      configFile: path.join(root, 'src/web/vite.config.ts'),
      logLevel: 'warn',
      build: { rolldownOptions: { input: path.join(root, 'src/web', part, 'index.html') } },
    });
  pack();
}

/** Packed once here as well as it goes, and not for each browser again. */
function pack() {
  const folder = path.join(out, 'assets');
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    const bytes = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(bytes));
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

const stamp = currentStamp();
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  await buildAll();
  writeFileSync(stampFile, stamp);
}
