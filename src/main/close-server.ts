import { once } from 'node:events';
import type { Server } from 'node:http';

const LOOK_MS = 20;

/**
 * Takes no new connection, answers what has come in, and says with each answer that the connection ends: WeCom and
 * proxies keep theirs, and under load one that is kept is never idle for long enough to be closed.
 */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.prependListener('request', (_request, response) => {
    response.setHeader('connection', 'close');
  });
  server.close();
  // A connection whose answer was under way when this began is idle a moment later.
  const look = setInterval(() => server.closeIdleConnections(), LOOK_MS);
  server.closeIdleConnections();
  await closed;
  clearInterval(look);
}
