import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // reading a project takes two seconds

/** File → what it imports, and the wall it runs into. */
const PLANTED = [
  ['src/domain/schema.ts', 'zod', 'domain-imports-nothing'],
  ['src/domain/file.ts', 'node:fs', 'domain-imports-nothing'],
  ['src/domain/words.ts', '../zh/words.ts', 'domain-imports-nothing'],
  ['src/zh/later.ts', '../app/use-case.ts', 'zh-knows-only-domain'],
  ['src/app/send.ts', '../wecom/api.ts', 'use-cases-know-no-adapter'],
  ['src/app/enqueue.ts', 'bullmq', 'use-cases-know-no-adapter'],
  ['src/app/save.ts', '@prisma/client', 'use-cases-know-no-adapter'],
  ['src/sandbox/understand.ts', '../app/use-case.ts', 'sandbox-stands-alone'],
  ['src/sandbox/oops.ts', '../errors.ts', 'sandbox-stands-alone'],
  ['src/http/work.ts', '../../jobs/index.ts', 'only-main-imports-jobs'],
  ['src/cli/start.ts', '../main.ts', 'nobody-imports-main'],
  ['src/http/rows.ts', '../store/rows.ts', 'adapters-do-not-know-each-other'],
  ['src/wecom/pages.ts', '../http/page.ts', 'adapters-do-not-know-each-other'],
  ['jobs/shortcut.ts', '../src/store/rows.ts', 'jobs-call-use-cases'],
  ['src/http/client.ts', '../generated/prisma/client.ts', 'prisma-only-in-store'],
  ['src/documents/adapter.ts', '@prisma/adapter-pg', 'prisma-only-in-store'],
  ['src/http/queue.ts', 'bullmq', 'bullmq-only-in-jobs'],
  ['src/app/circle.ts', './circle.ts', 'no-cycles'],
] as const;

const ALLOWED: Record<string, readonly string[]> = {
  'src/domain/task.ts': [],
  'src/zh/words.ts': ['../domain/task.ts'],
  'src/app/use-case.ts': ['../domain/task.ts', '../errors.ts', 'zod', 'node:crypto'],
  'src/wecom/api.ts': ['../app/use-case.ts', '../zh/words.ts', 'node:http2'],
  'src/http/page.ts': ['../app/use-case.ts'],
  'src/store/rows.ts': ['../generated/prisma/client.ts', '@prisma/adapter-pg', '../app/use-case.ts'],
  'src/sandbox/world.ts': [],
  'src/sandbox/server.ts': ['./world.ts', 'node:http2', 'node:fs/promises', '@wecom/crypto'],
  'src/errors.ts': [],
  'src/main.ts': ['./store/rows.ts', '../jobs/index.ts'],
  'jobs/index.ts': ['../src/app/use-case.ts', 'bullmq'],
};

const NOT_LOOKED_AT = {
  'src/generated/prisma/client.ts': '',
  ...Object.fromEntries(
    ['zod', 'bullmq', '@prisma/client', '@prisma/adapter-pg', '@wecom/crypto'].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' })],
      [`node_modules/${name}/index.js`, ''],
    ]),
  ),
};

const importing = (specifiers: readonly string[]): string =>
  [...specifiers.map((specifier) => `import type {} from '${specifier}';`), 'export {};'].join('\n');

const source = {
  planted: Object.fromEntries(PLANTED.map(([file, specifier]) => [file, importing([specifier])])),
  allowed: Object.fromEntries(Object.entries(ALLOWED).map(([file, imports]) => [file, importing(imports)])),
};

let base: string;
beforeAll(() => {
  base = mkdtempSync(path.join(os.tmpdir(), 'duban-boundaries-'));
});
afterAll(() => rmSync(base, { recursive: true }));

function check(name: string, files: Readonly<Record<string, string>>) {
  const project = path.join(base, name);
  mkdirSync(project);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    writeFileSync(path.join(project, file), text);
  }
  const script = path.join(import.meta.dirname, '../../scripts/boundaries.mjs');
  return spawnSync(process.execPath, [script, project], { encoding: 'utf8' });
}

describe('the walls stand', () => {
  let result: ReturnType<typeof check>;
  beforeAll(() => {
    result = check('planted', { ...source.allowed, ...source.planted, ...NOT_LOOKED_AT });
  });

  test.each(PLANTED)('%s may not import %s: %s', (file, _, wall) => {
    expect(result.stderr.split('\n').filter((line) => line.startsWith(`${wall}: ${file} → `))).toHaveLength(
      1,
    );
    expect(result.status).toBe(1);
  });

  test('what is allowed is not reported', () => {
    const reported = Object.keys(ALLOWED).filter((file) => result.stderr.includes(`: ${file} → `));
    expect(reported).toEqual([]);
  });
});

test('a clean project passes and says what it saw', () => {
  const { status, stdout } = check('clean', { ...source.allowed, ...NOT_LOOKED_AT });
  expect(stdout).toContain(`${Object.keys(ALLOWED).length} modules, 0 violations, 0 files not seen`);
  expect(status).toBe(0);
});

test('a project in which no module is seen fails', () => {
  const { status, stdout } = check('empty', { 'src/readme.txt': '' });
  expect(stdout).toContain('0 modules');
  expect(status).toBe(1);
});
