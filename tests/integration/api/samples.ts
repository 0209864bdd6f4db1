import type { EndpointName } from '../../../src/contract/endpoint.ts';
import type { Endpoints } from '../../../src/contract/endpoints.ts';

/** What a call is tried with. A GET that takes nothing needs none; a call without one fails the test with its name. */
export interface Sample {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Of the example's people; the manager by default. */
  readonly as?: string;
}

const remind = { command: { name: 'remind', scope: 'overdue' }, text: '' };
const ofTask = { params: { code: '14' } };
const ofRound = { params: { letter: 'A' } };

export const SAMPLES: { readonly [Name in keyof Endpoints & EndpointName]?: Sample } = {
  'GET /tasks/:code': ofTask,
  'GET /sign-in/panel': {},
  'GET /board': {},
  'POST /orders/preview': { body: remind },
  'POST /orders': { body: remind },
  'POST /sign-out': {},
  'GET /audit': { as: 'xujianing' },
  'GET /audit/tasks/:code': { ...ofTask, as: 'xujianing' },
  'POST /audit/verify': { as: 'xujianing' },
  'GET /ledger/names': { query: { of: 'owner', like: '陆' } },
  'GET /ledger/people': { query: { like: '陆' } },
  'GET /dossiers/:code': ofTask,
  'GET /dossiers/:code/life': ofTask,
  'PUT /dossiers/:code/remark': { ...ofTask, body: { remark: '现场已看', version: 1 } },
  'POST /chases/preview': { body: { scope: 'overdue' } },
  'GET /my-tasks/:code': { ...ofTask, as: 'luhaiping' },
  'GET /my-tasks/:code/life': { ...ofTask, as: 'luhaiping' },
  'POST /my-tasks/:code/answers': {
    ...ofTask,
    as: 'luhaiping',
    body: { key: '7c9e6679-7425-40de-944b-e07fc1f90ae7', status: 'in_progress', text: '结算资料已收齐' },
  },
  'GET /jssdk': {},
  'GET /week/preview': { query: { date: '2026-06-15' } },
  'GET /people/directory': { query: { q: '陆' } },
  'GET /rounds/:letter/papers': ofRound,
  'GET /look-backs': {},
  'GET /rounds/:letter/groups': { ...ofRound, as: 'fanqiushi' },
  'GET /rounds/:letter/settings': { ...ofRound, as: 'fanqiushi' },
  'POST /people/:userid/binding-code': { params: { userid: 'luhaiping' }, as: 'fanqiushi' },
  'GET /calendar': { as: 'fanqiushi' },
};

/** What needs something to be there first is tried in the tests of its own story. */
export const TRIED_ELSEWHERE: Readonly<Record<string, readonly (keyof Endpoints & EndpointName)[]>> = {
  'desk-work.test.ts': ['GET /reviews/:code', 'POST /reviews/:code', 'POST /chases'],
  'desk-week.test.ts': [
    'GET /replies/:id/tasks',
    'POST /replies/:id/correction',
    'POST /messages/:id/settle',
  ],
  'my-work.test.ts': ['POST /my-tasks/:code/requests', 'POST /my-tasks/:code/withdrawals', 'POST /uploads'],
  'headers.test.ts': ['GET /jssdk/signature', 'POST /uploads/wecom'],
  'office.test.ts': [
    'POST /imports',
    'POST /imports/:token/preview',
    'POST /imports/:token/confirm',
    'DELETE /imports/:token',
    'POST /people',
    'POST /people/sync',
    'PUT /people/:userid/roles',
    'PUT /units/:name/head',
    'POST /rounds/:letter/bulletins',
    'PUT /rounds/:letter/problems/:no/withheld',
    'PUT /rounds/:letter/settings',
    'PUT /rounds/:letter/groups',
    'POST /rounds/:letter/settings/preview',
    'POST /rounds/:letter/end',
    'POST /calendar/years',
    'PUT /calendar/days/:day',
  ],
};
