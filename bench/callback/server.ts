import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import { systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { readCorp } from '../../src/main/corp.ts';
import { serve } from '../../src/main/serve.ts';
import { openDatabase } from '../../src/store/database.ts';
import { answerParent, givenTask, tellCpuWhenAsked, untilStopped } from './child.ts';

/* One of the servers that are compared: a process of its own. */

export interface ServerTask {
  /** `workers`: everything but the callbacks, on the sandbox; it has loaded the example's people before it answers. */
  readonly kind: 'bare' | 'insert' | 'web' | 'workers';
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly dataDir: string;
}

export interface Ready {
  readonly url: string;
}

interface Running {
  readonly url: string;
  close(): Promise<unknown>;
}

const clock = systemClock('Asia/Shanghai');
const corp = readCorp(null);

const START: Readonly<Record<ServerTask['kind'], (task: ServerTask) => Promise<Running>>> = {
  bare: () => listen((_request, response) => void response.status(200).end()),
  insert: startInsert,
  web: (task) => startService(task, 'web'),
  workers: (task) => startService(task, 'all'),
};

/** Express as it comes, reading the body as a text. */
async function listen(handler: RequestHandler): Promise<Running> {
  const app = express();
  app.post('/wecom/callback', express.text({ type: () => true }), handler);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => server.closeAllConnections(),
  };
}

const INSERT = `
  insert into "InboundMessage" (id, "dedupeKey", channel, "senderId", content, "sentAt", "receivedAt")
  values (gen_random_uuid(), $1, 'app', $2, $3, $4, $4)`;

/** The floor: the row that we keep of a message, by one plain statement, over the same pool. */
async function startInsert({ databaseUrl }: ServerTask): Promise<Running> {
  const { pool, close: closeDatabase } = openDatabase(databaseUrl);
  const content = JSON.stringify({ type: 'text', text: '第12项：排水管网改造已完成七成，下周三前验收' });
  let count = 0;
  const server = await listen(async (_request, response) => {
    count += 1;
    const dedupeKey = String(4_611_686_018_427_387_904n + BigInt(count));
    await pool.query(INSERT, [dedupeKey, `official${count % 300}`, content, clock.now()]);
    response.status(200).end();
  });
  return {
    url: server.url,
    async close() {
      await server.close();
      await closeDatabase();
    },
  };
}

/** `web` is the service as a corporation configures it: no sandbox, and nothing it would have to ask WeCom. */
async function startService(
  { databaseUrl, redisUrl, dataDir }: ServerTask,
  role: 'web' | 'all',
): Promise<Running> {
  const { corpId, agent } = corp;
  const app = {
    WECOM_CORP_ID: corpId,
    WECOM_AGENT_ID: String(agent.id),
    WECOM_SECRET: agent.secret,
    WECOM_CALLBACK_TOKEN: agent.callbackToken,
    WECOM_CALLBACK_AES_KEY: agent.callbackAesKey,
  };
  const config = readConfig({
    PORT: '0',
    SANDBOX_PORT: '0',
    DATABASE_URL: databaseUrl,
    DUBAN_DATA_DIR: dataDir,
    ...(redisUrl !== null && { REDIS_URL: redisUrl }),
    ...(role === 'web' && app),
  });
  const log = createLog('info');
  const service = await serve({ config, clock, log, role, corp, schedules: false });
  return { url: service.url ?? '', close: () => service.close() };
}

const task = givenTask() as ServerTask;
tellCpuWhenAsked();
const { url, close } = await START[task.kind](task);
answerParent({ url } satisfies Ready);
await untilStopped();
await close();
process.exit(0);
