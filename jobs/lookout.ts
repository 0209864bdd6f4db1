import { createRequire } from 'node:module';
import path from 'node:path';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { Queue } from 'bullmq';
import type { RequestListener } from 'node:http';
import type { Log } from '../src/app/ports.ts';
import { messageOf } from '../src/errors.ts';
import type { Backend } from './backend.ts';
import { ALL_JOBS } from './index.ts';

export interface Lookout {
  /** Jobs of each queue by state. */
  counts(): Promise<{ queue: string; state: string; count: number }[]>;
  /** The page that shows the queues and changes nothing, for where it stands below. */
  page(at: string): RequestListener;
  close(): Promise<void>;
}

const STATES = ['waiting', 'active', 'delayed', 'failed'] as const;

/** To look at the queues; they are opened when somebody first looks. */
export function openLookout(backend: Backend, log: Log): Lookout {
  let opened: readonly Queue[] | null = null;
  const open = (name: string): Queue => {
    const queue = backend.inspect(name);
    queue.on('error', (error) => log.warn({ queue: name, error: messageOf(error) }, 'queue_error'));
    return queue;
  };
  const queues = () => (opened ??= ALL_JOBS.map(({ name }) => open(name)));
  return {
    async counts() {
      const all = await Promise.all(
        queues().map(async (queue) => ({ queue, counts: await queue.getJobCounts(...STATES) })),
      );
      return all.flatMap(({ queue, counts }) =>
        STATES.map((state) => ({ queue: queue.name, state, count: counts[state] ?? 0 })),
      );
    },
    page(at) {
      let board: RequestListener | null = null;
      return (request, response) => {
        board ??= boardOver(queues(), at);
        board(request, response);
      };
    },
    async close() {
      await Promise.all((opened ?? []).map((queue) => queue.close()));
    },
  };
}

function boardOver(queues: readonly Queue[], at: string): RequestListener {
  const serverAdapter = new ExpressAdapter().setBasePath(at);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter,
    options: {
      uiConfig: { boardTitle: 'duban', hideRedisDetails: true, locale: { lng: 'zh-CN' } },
      uiBasePath: path.dirname(createRequire(import.meta.url).resolve('@bull-board/ui/package.json')),
    },
  });
  return serverAdapter.getRouter() as RequestListener;
}
