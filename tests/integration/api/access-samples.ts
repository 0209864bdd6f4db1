import type { EndpointName } from '../../../src/contract/endpoint.ts';
import type { Endpoints } from '../../../src/contract/endpoints.ts';
import { SAMPLES, type Sample } from './samples.ts';

/* What is well formed enough that only the question remains whether he may. Nothing of it exists, or is as it stands. */

const NONE = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const ofNone = { params: { id: NONE } };
const ofToken = { params: { token: NONE } };
const ofRound = { params: { letter: 'A' } };
const ofTask = { params: { letter: 'A', code: '14', paper: 'archive' } };
const choice = { letter: 'A', newName: null, dueOn: '2026-09-30' };

const MORE: { readonly [Name in keyof Endpoints & EndpointName]?: Sample } = {
  'POST /reviews/:code': {
    params: { code: '14' },
    body: { decision: 'approve', requestId: NONE, level: 1 },
  },
  'GET /reviews/:code': { params: { code: '14' } },
  'POST /chases': { body: { items: ['9'] } },
  'GET /replies/:id/tasks': ofNone,
  'POST /replies/:id/correction': {
    ...ofNone,
    body: { reports: [{ item: '14', status: 'done', text: '已办' }], reason: '看错了', seen: 0 },
  },
  'POST /messages/:id/settle': { ...ofNone, body: { how: 'resend' } },
  'POST /my-tasks/:code/requests': {
    params: { code: '14' },
    body: { key: NONE, what: 'help', reason: '请协调' },
  },
  'POST /my-tasks/:code/withdrawals': { params: { code: '14' }, body: { key: NONE, what: 'answer' } },
  'POST /imports': { query: { name: 'x.txt' } },
  'POST /imports/:token/preview': { ...ofToken, body: choice },
  'POST /imports/:token/confirm': { ...ofToken, body: { ...choice, seen: 'x', skipBad: false } },
  'GET /imports/:token/marked': ofToken,
  'DELETE /imports/:token': ofToken,
  'POST /people': { body: { name: '某人', unit: null, userid: 'nobody-of-the-directory' } },
  'PUT /people/:userid/roles': {
    params: { userid: 'nobody' },
    body: { round: null, roles: [], before: [] },
  },
  'POST /people/:userid/binding-code': { params: { userid: 'nobody' } },
  'PUT /units/:name/head': { params: { name: '没有的科' }, body: { userid: 'luhaiping', before: null } },
  'POST /rounds/:letter/bulletins': { ...ofRound, body: { kind: 'weekly', day: '2020-01-01' } },
  'GET /rounds/:letter/bulletins/:number': { params: { letter: 'A', number: '99' } },
  'GET /rounds/:letter/ledger': ofRound,
  'POST /rounds/:letter/ledger/in-template': ofRound,
  'GET /rounds/:letter/report': { ...ofRound, query: { audience: 'superior' } },
  'GET /rounds/:letter/meeting-pack': ofRound,
  'GET /rounds/:letter/wall-chart': ofRound,
  'GET /rounds/:letter/urge': { ...ofRound, query: { codes: '14' } },
  'GET /rounds/:letter/letters/:code': ofTask,
  'GET /rounds/:letter/tasks/:code/:paper': ofTask,
  'PUT /rounds/:letter/problems/:no/withheld': {
    params: { letter: 'A', no: '99' },
    body: { from: 'party', reason: null, before: null },
  },
  'POST /rounds/:letter/end': { ...ofRound, body: { openTasks: -1 } },
  'PUT /calendar/days/:day': { params: { day: '2026-06-09' }, body: { working: null, note: '' } },
  'POST /uploads/wecom': { body: { key: NONE, mediaId: 'none' } },
  'GET /rounds/:letter/groups': ofRound,
  'PUT /rounds/:letter/groups': {
    ...ofRound,
    body: { digest: null, mentionIn: '没有的群', before: { digest: null, mentionIn: '另一个' } },
  },
  'GET /evidence/:id': ofNone,
};

export const ACCESS_SAMPLES = { ...SAMPLES, ...MORE };
