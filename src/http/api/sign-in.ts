import type { signInEndpoints } from '../../contract/sign-in.ts';
import type { ApiDeps } from './api-deps.ts';
import type { HandlersOf } from './handler.ts';
import type { Sessions } from './session.ts';
import type { Streams } from './streams.ts';

type Calls = Omit<HandlersOf<typeof signInEndpoints>, 'GET /me'>;

export const signInHandlers = (
  _api: ApiDeps,
  sessions: Sessions,
  streams: Pick<Streams, 'endOf'>,
): Calls => ({
  'GET /sign-in': { express: sessions.begin },
  'GET /signed-in': { express: sessions.finish },
  'GET /sign-in/panel': { express: sessions.panel },
  'POST /sign-out': {
    express(request, response, next) {
      streams.endOf(request);
      return sessions.end(request, response, next);
    },
  },
});
