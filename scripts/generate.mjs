// npm run generate: writes the Prisma client into src/generated when the schema or Prisma has changed since last time.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const stampFile = path.join(root, 'src/generated/prisma/stamp');
const prisma = path.join(root, 'node_modules/prisma');

const read = (file) => readFileSync(path.join(root, file), 'utf8');

function currentStamp() {
  const { version } = JSON.parse(read('node_modules/prisma/package.json'));
  const hash = createHash('sha256')
    .update(read('prisma/schema.prisma'))
    .update(read('prisma/prisma.config.ts'));
  return `${version} ${hash.digest('hex')}\n`;
}

function previousStamp() {
  try {
    return readFileSync(stampFile, 'utf8');
  } catch {
    return undefined;
  }
}

/** prisma.config.ts sees to it that nothing is downloaded. */
function generate() {
  const result = spawnSync(
    process.execPath,
    [path.join(prisma, 'build/index.js'), 'generate', '--no-hints', '--config', 'prisma/prisma.config.ts'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    },
  );
  if (result.status === 0) return;
  console.error(result.stdout, result.stderr, result.error ?? '');
  process.exit(1);
}

const stamp = currentStamp();
if (stamp !== previousStamp()) {
  generate();
  writeFileSync(stampFile, stamp);
}
