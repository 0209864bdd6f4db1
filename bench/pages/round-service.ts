import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { settableClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { dateOnly } from '../../src/domain/calendar/date.ts';
import { createLog } from '../../src/log.ts';
import { readCorp } from '../../src/main/corp.ts';
import { serve } from '../../src/main/serve.ts';
import { aBrowser, type Browser } from '../../tests/integration/api/a-browser.ts';
import { openServer } from '../callback/database.ts';
import { fillRound, SIGNED_IN, type Who } from './large-round.ts';

/** The service over a round that was drawn, on a Wednesday. */
export interface RoundService {
  /** The answer, read to its end. @throws when it is none */
  ask(call: { readonly by: Who; readonly call: string; readonly body?: object }): Promise<unknown>;
  /** Leaves an entry in the audit log, as whatever changes something does. */
  change(): Promise<void>;
  close(): Promise<void>;
}

const MONDAY = dateOnly('2026-06-08');
const SEED = 20_260_608;
const WEEKS = 4;

export async function openRound(size: {
  readonly tasks: number;
  readonly people: number;
}): Promise<RoundService> {
  const server = await openServer(null);
  const { url, drop } = await server.fresh();
  await fillRound(url, { ...size, weeks: WEEKS, seed: SEED, monday: MONDAY });
  const dataDir = mkdtempSync(path.join(tmpdir(), 'duban-bench-calls-'));
  const clock = settableClock(new Date('2026-06-10T10:00:00+08:00'), 'Asia/Shanghai');
  const service = await serve({
    config: readConfig({ DATABASE_URL: url, DUBAN_DATA_DIR: dataDir, PORT: '0', SANDBOX_PORT: '0' }),
    clock,
    log: createLog('error', 'stderr'),
    role: 'web',
    corp: readCorp(null),
    schedules: false,
    example: false,
  });
  const browsers = new Map<Who, Browser>();
  const browserOf = async (who: Who): Promise<Browser> => {
    const known = browsers.get(who) ?? aBrowser({ service });
    if (!browsers.has(who)) await known.signIn(SIGNED_IN[who]);
    browsers.set(who, known);
    return known;
  };
  return {
    async ask({ by, call, body }) {
      // Nobody runs into the limit on calls.
      clock.set(new Date(clock.now().getTime() + 1000));
      const browser = await browserOf(by);
      const answer = await (body ? browser.post(call, body) : browser.get(call));
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${call} was answered with ${answer.status}: ${text.slice(0, 300)}`);
      return JSON.parse(text);
    },
    async change() {
      const { store } = service.app.deps;
      await store.transaction(({ audit }) =>
        audit.append({
          at: clock.now(),
          actor: 'operator',
          source: 'command',
          event: 'remark_changed',
          subject: '',
        }),
      );
    },
    async close() {
      await service.close();
      await drop();
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
