import { readHealth } from '../../app/health/read-health.ts';
import type { AnswerOf } from '../../contract/endpoint.ts';
import type { Endpoints } from '../../contract/endpoints.ts';
import type { healthEndpoints } from '../../contract/health.ts';
import { channelName } from '../../zh/labels.ts';
import type { ApiDeps } from './api-deps.ts';
import type { HandlersOf } from './handler.ts';
import { asSigned } from './signed.ts';

/** The doctor takes seconds, so he works outside the transaction that decides who may ask him. */
export const healthHandlers = (api: ApiDeps): HandlersOf<typeof healthEndpoints> => ({
  'GET /health': {
    async express(_request, response) {
      const health = await asSigned(api, response, readHealth);
      if (!health) return;
      const answer: AnswerOf<Endpoints['GET /health']> = {
        ...health,
        halts: health.halts.map((halt) => ({ ...halt, channel: channelName(halt.channel) })),
        checks: [...(await api.examine())],
      };
      response.json(answer);
    },
  },
});
