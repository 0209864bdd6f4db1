import { randomBytes } from 'node:crypto';
import { issueBindingCode } from '../../../app/conversation/binding-codes.ts';
import { refusalFor, type Asker } from '../../../app/office/asker.ts';
import { addMember, changeHead, changeRoles, type NotChanged } from '../../../app/office/change-people.ts';
import { listPeople, searchDirectory, showOffice } from '../../../app/office/people.ts';
import { syncContacts } from '../../../app/office/sync-contacts.ts';
import type { peopleEndpoints } from '../../../contract/people.ts';
import { officeErrors } from '../../../zh/pages/office-errors.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { Refusal } from '../api-error.ts';
import type { HandlersOf } from '../handler.ts';
import { apart } from '../apart.ts';

export function peopleHandlers(api: ApiDeps): HandlersOf<typeof peopleEndpoints> {
  const { deps } = api;
  const maySee = (asker: Asker) => refusalFor(deps, asker, 'see_people', 'anywhere');
  const mayChange = (asker: Asker) => refusalFor(deps, asker, 'set_roles', 'everywhere');
  return {
    'GET /people': apart(
      api,
      'GET /people',
      async (asker, { query }) => (await maySee(asker)) ?? listPeople(deps, query),
    ),
    'GET /people/office': apart(
      api,
      'GET /people/office',
      async (asker) => (await maySee(asker)) ?? showOffice(deps),
    ),
    'GET /people/directory': apart(api, 'GET /people/directory', async (asker, { query }) => {
      const refused = await maySee(asker);
      if (refused) return refused;
      const members = await searchDirectory(deps, query.q);
      return members === null ? noDirectory : { members };
    }),
    'POST /people': apart(
      api,
      'POST /people',
      async (asker, { body }) =>
        (await mayChange(asker)) ?? worded(await addMember(deps, { ...body, by: asker.by })),
    ),
    'POST /people/sync': apart(api, 'POST /people/sync', async (asker) => {
      const refused = await mayChange(asker);
      if (refused) return refused;
      const { kind, ...changes } = await syncContacts(deps);
      const changed = Object.values(changes).flatMap((who) => (Array.isArray(who) ? who : [])).length;
      return { outcome: kind, changed };
    }),
    'PUT /people/:userid/roles': apart(api, 'PUT /people/:userid/roles', async (asker, { params, body }) => {
      const refused = await mayChange(asker);
      if (refused) return refused;
      const roles = await changeRoles(deps, params.userid, { ...body, by: asker.by });
      return 'refused' in roles ? wordedRefusal(roles) : { roles };
    }),
    'POST /people/:userid/binding-code': apart(
      api,
      'POST /people/:userid/binding-code',
      async (asker, { params }) => {
        // By a code one can pass for somebody: that is not the office's to give.
        const refused = await mayChange(asker);
        if (refused) return refused;
        const who = { userid: params.userid, by: asker.by };
        const { code, validUntil } = await issueBindingCode(deps, who, randomBytes);
        const { date, time } = deps.clock.local(validUntil);
        return { code, until: `${date} ${time}` };
      },
    ),
    'PUT /units/:name/head': apart(
      api,
      'PUT /units/:name/head',
      async (asker, { params, body }) =>
        (await mayChange(asker)) ?? worded(await changeHead(deps, params.name, { ...body, by: asker.by })),
    ),
  };
}

const noDirectory: Refusal = { refused: 'no_directory', status: 409, detail: officeErrors.no_directory };

const worded = <T extends object>(done: T | NotChanged): T | Refusal =>
  'refused' in done ? wordedRefusal(done) : done;

function wordedRefusal({ refused }: NotChanged): Refusal {
  if (refused === 'no_such_item' || refused === 'changed_meanwhile') return { refused };
  return { refused, status: 422, detail: officeErrors[refused] };
}
