import type { jssdkEndpoints } from '../../contract/jssdk.ts';
import type { ApiDeps } from './api-deps.ts';
import type { HandlersOf } from './handler.ts';
import { asPerson } from './apart.ts';

export const jssdkHandlers = ({ pageSdk, publicUrl }: ApiDeps): HandlersOf<typeof jssdkEndpoints> => ({
  'GET /jssdk': asPerson('GET /jssdk', async () => ({ app: pageSdk?.app ?? null })),
  'GET /jssdk/signature': asPerson(
    'GET /jssdk/signature',
    async (_userid, { query: { kind, url, refused = null } }) => {
      const page = pageOf(url, publicUrl());
      if (page === null) return { refused: 'bad_request', errors: ['url: no page of this site'] };
      const signed = (await pageSdk?.sign(kind, page, refused)) ?? null;
      return signed ?? { refused: 'sdk_unavailable' };
    },
  ),
});

/** The address as it is signed; null when it is not one of our own pages: we vouch for nobody else. */
function pageOf(asked: string, home: string): string | null {
  const { origin, username, password } = new URL(asked);
  const isOurs = origin === new URL(home).origin && username === '' && password === '';
  return isOurs ? (asked.split('#')[0] ?? null) : null;
}
