import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { late } from '../../../src/sandbox/late.ts';

const HOURS = 3_600_000;

test('谁也不等的应答，不再拖着：一断开就完', async () => {
  const response = new EventEmitter() as ServerResponse;
  let over = false;
  const waiting = late(HOURS, response).then(() => (over = true));
  await new Promise(setImmediate);
  expect(over).toBe(false);
  response.emit('close');
  await waiting;
});
