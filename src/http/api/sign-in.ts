import type { signInEndpoints } from '../../contract/sign-in.ts';
import type { ApiDeps } from './api-deps.ts';
import type { HandlersOf } from './handler.ts';
import type { Sessions } from './session.ts';

type Calls = Omit<HandlersOf<typeof signInEndpoints>, 'GET /me'>;

export const signInHandlers = (_api: ApiDeps, sessions: Sessions): Calls => ({
  'GET /sign-in': { express: sessions.begin },
  'GET /signed-in': { express: sessions.finish },
  'GET /sign-in/panel': { express: sessions.panel },
  'POST /sign-out': { express: sessions.end },
});
