import type { Response } from 'express';
import type { World } from '../world/world.ts';
import { lastSeq } from './overview.ts';

/** Server-sent events: one for every chat that has a new or changed message. */
export function streamChanges(world: World, response: Response): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': open\n\n');
  const stop = world.watch((key) => {
    const chat = world.state.chats.get(key);
    const change = { chat: key, seq: lastSeq(chat), changed: chat?.changed ?? 0 };
    response.write(`data: ${JSON.stringify(change)}\n\n`);
  });
  response.on('close', stop);
}
