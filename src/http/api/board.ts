import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { mayAnywhere } from '../../app/acting.ts';
import { actAs } from '../../app/office/act-as.ts';
import { boardVersion, createBoards } from '../../app/week/board.ts';
import type { boardEndpoints } from '../../contract/board.ts';
import { messageOf } from '../../errors.ts';
import type { ApiDeps } from './api-deps.ts';
import { fail } from './api-error.ts';
import type { HandlersOf } from './handler.ts';
import { useridOf, type Sessions } from './session.ts';
import { createStreams, type Streams } from './streams.ts';

/** One question to the database a process, however many screens hang on it. */
const LOOK_EVERY_MS = 2_000;

export interface BoardHandlers {
  readonly handlers: HandlersOf<typeof boardEndpoints>;
  readonly streams: Streams;
}

export function boardHandlers(api: ApiDeps, sessions: Sessions): BoardHandlers {
  const readBoard = createBoards();
  const streams = createStreams(api, sessions, (userid) => mayWatch(api, userid));
  return {
    streams,
    handlers: {
      'GET /board': async (acting, { query }) => {
        if (!mayAnywhere(acting, 'see_week')) return { refused: 'not_permitted' };
        return (await readBoard(acting, query.round)) ?? { refused: 'no_such_item' };
      },
      'GET /board/events': { express: eventsOf(api, streams) },
    },
  };
}

const mayWatch = async ({ deps }: ApiDeps, userid: string): Promise<boolean> =>
  (await actAs(deps, userid, { source: 'api', id: `api:${randomUUID()}` }, async (acting) =>
    mayAnywhere(acting, 'see_week'),
  )) ?? false;

const say = (version: string): string => `event: state\ndata: ${version}\n\n`;

/** Says the version at once, and again whenever it is another one. */
function eventsOf(api: ApiDeps, streams: Streams): RequestHandler {
  let [said, looking, busy]: [string | null, NodeJS.Timeout | null, boolean] = [null, null, false];

  async function look(): Promise<void> {
    if (streams.size() === 0) return stop();
    if (busy) return;
    busy = true;
    try {
      const version = await boardVersion(api.deps);
      if (version !== said) streams.announce('state', version);
      said = version;
    } catch (error) {
      api.deps.log.warn({ error: messageOf(error) }, 'board_not_looked_at');
    } finally {
      busy = false;
    }
  }
  function stop(): void {
    if (looking) clearInterval(looking);
    [said, looking] = [null, null];
  }
  api.stopping.addEventListener('abort', stop);

  return async (request: Request, response: Response) => {
    if (!(await mayWatch(api, useridOf(response)))) return fail(response, 'not_permitted');
    const version = await boardVersion(api.deps);
    if (!streams.open(request, response)) return;
    response.write(say(version));
    said ??= version;
    looking ??= setInterval(() => void look(), LOOK_EVERY_MS);
  };
}
