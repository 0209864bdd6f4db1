import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { sendWave } from '../../../bench/callback/wave.ts';

const REQUESTS = Array.from({ length: 50 }, (_, index) =>
  Buffer.from(`POST /${index} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\nok`),
);

async function waveAgainst(listener: RequestListener, seconds = 60) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await sendWave((server.address() as AddressInfo).port, REQUESTS, { connections: 7, seconds });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('every request is sent once and waits for its answer', async () => {
  const seen: string[] = [];
  const wave = await waveAgainst((request, response) => {
    seen.push(request.url ?? '');
    response.end();
  });
  expect(new Set(seen).size).toBe(50);
  expect(seen).toHaveLength(50);
  expect(wave.answers).toEqual({ 200: 50 });
  expect(wave.latenciesMs).toEqual(wave.latenciesMs.toSorted((a, b) => a - b));
});

test('an answer with a body in pieces is one answer, and a refusal is counted as what it is', async () => {
  const wave = await waveAgainst((request, response) => {
    response.statusCode = request.url === '/3' ? 401 : 200;
    response.setHeader('content-length', 8);
    response.write('刚收');
    // Some turns of the loop later, so that the first piece has arrived alone.
    setImmediate(() => setImmediate(() => setImmediate(() => response.end('ok'))));
  });
  expect(wave.answers).toEqual({ 200: 49, 401: 1 });
});

test('a server that hangs up is an error, not a missing answer', async () => {
  await expect(waveAgainst((request) => request.socket.destroy())).rejects.toThrow(
    /connection|ECONNRESET|hang up/,
  );
});

test('when the time is over nothing more is sent', async () => {
  const wave = await waveAgainst((_request, response) => response.end(), 0);
  expect(wave.answers).toEqual({});
});
