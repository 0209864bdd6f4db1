import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { settableClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { readCorp } from '../../src/main/corp.ts';
import { serve } from '../../src/main/serve.ts';
import { silentLog } from '../support/silent-log.ts';
import { apiTarget } from './api.ts';
import type { Target } from './target.ts';

/** The whole service with a database of its own, against the sandbox, for as long as it is fuzzed. */
export async function openApiTarget(): Promise<{ target: Target<unknown>; close(): Promise<void> }> {
  const clock = settableClock(new Date('2026-06-08T09:00:00+08:00'), 'Asia/Shanghai');
  const dataDir = mkdtempSync(path.join(tmpdir(), 'duban-fuzz-'));
  const config = readConfig({ DUBAN_DATA_DIR: dataDir, PORT: '0', SANDBOX_PORT: '0' });
  const service = await serve({
    config,
    clock,
    log: silentLog,
    role: 'all',
    corp: readCorp(null),
    schedules: false,
  });
  const later = (ms: number) => clock.set(new Date(clock.now().getTime() + ms));
  return {
    target: await apiTarget(service, later),
    async close() {
      await service.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
