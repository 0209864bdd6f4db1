import { Agent, createServer, request } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { closeServer } from '../../../src/main/close-server.ts';

test('连接保持着、一个接一个地来：停下时都有应答，不再有下一个，也不等到超时', async () => {
  let answered = 0;
  const server = createServer((_, response) => {
    setImmediate(() => {
      answered += 1;
      response.end('ok');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
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
  await closeServer(server);
  await Promise.all(writers);
  expect(performance.now() - began).toBeLessThan(4000); // keepAliveTimeout is 5 s
  expect(answered).toBeGreaterThanOrEqual(got);
  agent.destroy();
});
