import type { Request, Response } from 'express';
import type { ApiDeps } from './api-deps.ts';
import { fail } from './api-error.ts';
import { cookieIn } from './cookies.ts';
import { useridOf, type Sessions } from './session.ts';

/*
 * Answers that stay open: server-sent events. They end with the session, with what allowed them, and at once when the
 * service stops.
 */

/** Several windows, and not so many that one person could use up the connections of a process. */
const PER_PERSON = 4;
const HEARTBEAT_MS = 20_000;
/** Whoever has not read for so long is gone. */
const MOST_UNREAD_BYTES = 64 * 1024;

export interface Streams {
  /** Opens one; false when it was refused, and answered. */
  open(request: Request, response: Response): boolean;
  /** To everybody who listens. */
  announce(event: string, data: string): void;
  /** Every stream of whose session that is. */
  endOf(request: Request): void;
  readonly size: () => number;
}

interface Stream {
  readonly userid: string;
  readonly request: Request;
  readonly response: Response;
}

/** @param still whether the person may go on listening; asked with every heartbeat */
export function createStreams(
  { stopping, deps }: ApiDeps,
  sessions: Pick<Sessions, 'useridIn'>,
  still: (userid: string) => Promise<boolean>,
): Streams {
  const streams = new Set<Stream>();
  let heart: NodeJS.Timeout | null = null;

  function remove(stream: Stream): void {
    streams.delete(stream);
    if (streams.size > 0 || heart === null) return;
    clearInterval(heart);
    heart = null;
  }
  function end(stream: Stream): void {
    remove(stream);
    stream.response.end();
  }
  function write(stream: Stream, text: string): void {
    if (stream.response.writableLength > MOST_UNREAD_BYTES) {
      remove(stream);
      stream.response.destroy();
    } else stream.response.write(text);
  }
  async function beat(stream: Stream): Promise<void> {
    try {
      const holds =
        (await sessions.useridIn(stream.request)) === stream.userid && (await still(stream.userid));
      if (holds) write(stream, ': \n\n');
      else end(stream);
    } catch {
      // The database is away: the browser comes back and asks again.
      end(stream);
    }
  }
  stopping.addEventListener('abort', () => [...streams].forEach(end));

  return {
    open(request, response) {
      const userid = useridOf(response);
      if (stopping.aborted) return refuse(response, 'stopping');
      const own = [...streams].filter((stream) => stream.userid === userid);
      if (own.length >= PER_PERSON) return refuse(response, 'too_many');
      const stream = { userid, request, response };
      streams.add(stream);
      response.on('close', () => remove(stream));
      // A proxy that collects an answer before it passes it on would never pass this one on.
      response.set({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' }).flushHeaders();
      heart ??= setInterval(() => void Promise.all([...streams].map(beat)), HEARTBEAT_MS);
      deps.log.debug({ userid, streams: streams.size }, 'stream_opened');
      return true;
    },
    announce(event, data) {
      for (const stream of streams) write(stream, `event: ${event}\ndata: ${data}\n\n`);
    },
    endOf(request) {
      const session = cookieIn(request, 'session');
      const own = [...streams].find((stream) => cookieIn(stream.request, 'session') === session);
      for (const stream of streams) if (stream.userid === own?.userid) end(stream);
    },
    size: () => streams.size,
  };
}

function refuse(response: Response, why: 'too_many' | 'stopping'): false {
  response.set('retry-after', '60');
  fail(response, why);
  return false;
}
