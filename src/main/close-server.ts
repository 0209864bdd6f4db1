import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const LOOK_MS = 20;
/** What a peer that has just connected needs to send its first byte, and more. */
const FIRST_BYTE_MS = 1000;

/**
 * How to close a server; called before it listens. Closing takes no new connection, answers what has come in, and says
 * with each answer that the connection ends: WeCom and proxies keep theirs, and under load one that is kept is never
 * idle for long enough to be closed. A connection nothing has come through is given a second: browsers and proxies
 * open some for later, and Node takes these for busy.
 */
export function closerOf(server: Server): () => Promise<void> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return async () => {
    const closed = once(server, 'close');
    server.prependListener('request', (_request, response) => {
      response.setHeader('connection', 'close');
    });
    server.close();
    // A connection whose answer was under way when this began is idle a moment later.
    const look = setInterval(() => server.closeIdleConnections(), LOOK_MS);
    server.closeIdleConnections();
    const silent = setTimeout(() => {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    }, FIRST_BYTE_MS);
    await closed;
    clearInterval(look);
    clearTimeout(silent);
  };
}
