import { Agent, createServer, request, type RequestListener } from 'node:http';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { closerOf } from '../../../src/main/close-server.ts';

const KEPT_OPEN_MS = 20_000;

async function open(listener: RequestListener) {
  const server = createServer({ keepAliveTimeout: KEPT_OPEN_MS }, listener);
  const close = closerOf(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  /** A connection the server has taken. */
  const connected = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    await once(server, 'connection');
    return socket;
  };
  return { port, connected, close };
}

test('连接保持着、一个接一个地来：停下时都有应答，不再有下一个，也不等到超时', async () => {
  let answered = 0;
  const { port, close } = await open((_, response) => {
    setImmediate(() => {
      answered += 1;
      response.end('ok');
    });
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  let got = 0;
  const one = () =>
    new Promise<boolean>((resolve) => {
      request({ port, agent }, (response) => response.resume().on('end', () => resolve(true)))
        .on('error', () => resolve(false))
        .end();
    });
  const writers = Array.from({ length: 4 }, async () => {
    while (await one()) got += 1;
  });
  for (let calls = 0; calls < 20; calls += 1) await one();
  const began = performance.now();
  await close();
  await Promise.all(writers);
  expect(performance.now() - began).toBeLessThan(KEPT_OPEN_MS / 2);
  expect(answered).toBeGreaterThanOrEqual(got);
  agent.destroy();
});

test('连上了还没说话的连接：马上说的有应答，一直不说的不拖住停下', async () => {
  const { connected, close } = await open((_, response) => response.end('ok'));
  const silent = await connected();
  const late = await connected();
  const began = performance.now();
  const closing = close();
  late.write('GET / HTTP/1.1\r\nHost: duban\r\n\r\n');
  expect(await allOf(late)).toMatch(/^HTTP\/1\.1 200 OK[^]*\r\nconnection: close\r\n[^]*ok/i);
  expect(await allOf(silent)).toBe('');
  await closing;
  expect(performance.now() - began).toBeLessThan(KEPT_OPEN_MS / 2);
});

/** Everything the server says until it ends the connection. */
async function allOf(socket: Socket): Promise<string> {
  let said = '';
  for await (const chunk of socket) said += String(chunk);
  return said;
}
