import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { settableClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { readCorp } from '../../src/main/corp.ts';
import { serve } from '../../src/main/serve.ts';
import { openServer } from '../callback/database.ts';

/** The whole service with the example round and a sandbox, on a Monday of the example. */
export interface BenchService {
  readonly url: string;
  /** A browser of its own, with nothing kept, of somebody who is signed in. */
  signedIn(browser: Browser, userid: string, screen: Screen): Promise<BrowserContext>;
  /** Copies the example's tasks until there are that many. */
  fill(tasks: number): Promise<void>;
  /** A minute passes: nobody runs into the limit on calls. */
  rest(): void;
  close(): Promise<void>;
}

export type Screen = Parameters<Browser['newContext']>[0];

export async function openService(): Promise<BenchService> {
  const server = await openServer(null);
  const scratch = await server.fresh();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'duban-bench-pages-'));
  const clock = settableClock(new Date('2026-06-08T09:30:00+08:00'), 'Asia/Shanghai');
  const service = await serve({
    config: readConfig({
      DATABASE_URL: scratch.url,
      DUBAN_DATA_DIR: dataDir,
      PORT: '0',
      SANDBOX_PORT: '0',
    }),
    clock,
    log: createLog('error', 'stderr'),
    role: 'all',
    corp: readCorp(null),
    schedules: false,
  });
  const url = service.url ?? '';
  return {
    url,
    async signedIn(browser, userid, screen) {
      const context = await browser.newContext({ ...screen, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
      const asked = await context.request.get(`${url}/api/v1/sign-in?to=/m`, { maxRedirects: 0 });
      await context.request.get(`${asked.headers()['location']?.split('#')[0]}&as=${userid}`);
      return context;
    },
    async fill(tasks) {
      await service.app.database.pool.query(COPY_TASKS, [tasks]);
    },
    rest: () => clock.set(new Date(clock.now().getTime() + 60_000)),
    async close() {
      await service.close();
      await scratch.drop();
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Each task again and again, with a number of its own: as many columns as there are, whatever they are. */
const COPY_TASKS = `
  with known as (
    select task, row_number() over (order by no) as at, count(*) over () as count, max(no) over () as last
    from "Task" task
  )
  insert into "Task"
  select (jsonb_populate_record(task, jsonb_build_object(
    'id', gen_random_uuid(), 'no', last + (turn - 1) * count + at,
    'splitFromId', null, 'mergedIntoId', null
  ))).*
  from known cross join generate_series(1, $1::int) as turn
  where last + (turn - 1) * count + at <= $1::int`;
