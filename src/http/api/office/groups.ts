import { roundFor } from '../../../app/office/asker.ts';
import { changeGroups, readGroups } from '../../../app/office/round-groups.ts';
import type { groupEndpoints } from '../../../contract/groups.ts';
import { leadingGroupName } from '../../../zh/names.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { HandlersOf } from '../handler.ts';
import { apart } from '../apart.ts';

export const groupHandlers = (api: ApiDeps): HandlersOf<typeof groupEndpoints> => {
  const { deps } = api;
  const ways = { ...api.groupWays, groupName: leadingGroupName };
  return {
    'GET /rounds/:letter/groups': apart(api, 'GET /rounds/:letter/groups', async (asker, { params }) => {
      const round = await roundFor(deps, asker, 'configure_round', params.letter);
      return 'refused' in round ? round : readGroups(deps, ways, round);
    }),
    'PUT /rounds/:letter/groups': apart(
      api,
      'PUT /rounds/:letter/groups',
      async (asker, { params, body }) => {
        const round = await roundFor(deps, asker, 'configure_round', params.letter);
        return 'refused' in round ? round : changeGroups(deps, ways, round, { ...body, by: asker.by });
      },
    ),
  };
};
