import type { Endpoints } from '../../../src/contract/endpoints.ts';

/*
 * Who is let into each call (domain rule 1), checked by access.test.ts against the service. `?`: he is told 404, because
 * there is none of what the sample names, or because he is not even to know of it. Whoever is not named is told 403.
 */

const EVERYBODY = 'manager reviewer leading_group administrator auditor owner';

export const ACCESS: Readonly<
  Record<
    Exclude<
      keyof Endpoints,
      | 'GET /sign-in'
      | 'GET /signed-in'
      | 'GET /sign-in/panel'
      | 'POST /sign-out'
      | 'GET /board/events'
    >,
    string
  >
> = {
  'GET /me': EVERYBODY,
  'GET /tasks': EVERYBODY,
  'GET /tasks/:code': 'manager reviewer leading_group administrator? auditor? owner',
  'POST /orders': 'manager',
  'POST /orders/preview': 'manager',
  'GET /board': 'manager leading_group',
  'GET /openapi.json': EVERYBODY,
  'GET /replies': 'manager',
  'GET /replies/:id/tasks': '',
  'POST /replies/:id/correction': 'manager?',
  'GET /replies/corrections': 'manager',
  'GET /week': 'manager',
  'GET /week/preview': 'manager administrator',
  'POST /messages/:id/settle': 'manager?',
  'GET /audit': 'auditor',
  'GET /audit/tasks/:code': 'auditor',
  'POST /audit/verify': 'auditor',
  'GET /audit/export': 'auditor',
  'GET /health': 'manager administrator',
  'GET /rounds/:letter/papers': 'manager',
  'GET /rounds/:letter/ledger': 'manager leading_group',
  'POST /rounds/:letter/ledger/in-template': 'manager leading_group',
  'GET /rounds/:letter/report': 'manager',
  'GET /rounds/:letter/meeting-pack': 'manager',
  'GET /rounds/:letter/urge': 'manager',
  'POST /rounds/:letter/bulletins': 'manager?',
  'GET /rounds/:letter/bulletins/:number': 'manager?',
  'GET /rounds/:letter/letters/:code': 'manager?',
  'GET /rounds/:letter/tasks/:code/:paper': 'manager',
  'GET /rounds/:letter/wall-chart': 'manager leading_group',
  'PUT /rounds/:letter/problems/:no/withheld': 'manager?',
  'GET /imports/template': 'manager',
  'POST /imports': 'manager',
  'POST /imports/:token/preview': 'manager?',
  'GET /imports/:token/marked': 'manager?',
  'POST /imports/:token/confirm': 'manager?',
  'DELETE /imports/:token': 'manager',
  'GET /people': 'manager administrator',
  'GET /people/office': 'manager administrator',
  'GET /people/directory': 'manager administrator',
  'POST /people': 'administrator',
  'POST /people/sync': 'administrator',
  'PUT /people/:userid/roles': 'administrator?',
  'POST /people/:userid/binding-code': 'administrator?',
  'PUT /units/:name/head': 'administrator?',
  'GET /rounds/:letter/settings': 'administrator',
  'PUT /rounds/:letter/settings': 'administrator',
  'POST /rounds/:letter/settings/preview': 'administrator',
  'POST /rounds/:letter/end': 'administrator',
  'GET /calendar': 'administrator',
  'POST /calendar/years': 'administrator',
  'PUT /calendar/days/:day': 'administrator',
  'GET /evidence/:id': 'manager? reviewer? leading_group? administrator? auditor? owner?',
  'GET /my-tasks': EVERYBODY,
  'GET /my-tasks/:code': 'manager reviewer leading_group administrator? auditor? owner',
  'GET /my-tasks/:code/life': 'manager reviewer leading_group administrator? auditor? owner',
  'GET /colleagues': EVERYBODY,
  'POST /my-tasks/:code/answers': EVERYBODY,
  'POST /my-tasks/:code/requests': EVERYBODY,
  'POST /my-tasks/:code/withdrawals': EVERYBODY,
  'POST /uploads': EVERYBODY,
  'GET /ledger': 'manager reviewer leading_group',
  'GET /ledger/choices': 'manager reviewer leading_group',
  'GET /dossiers/:code': 'manager reviewer leading_group',
  'GET /dossiers/:code/life': 'manager reviewer',
  'PUT /dossiers/:code/remark': 'manager',
  'GET /reviews': 'manager reviewer',
  'GET /reviews/:code': 'manager? reviewer?',
  'POST /reviews/:code': 'manager reviewer',
  'GET /requests': 'manager',
  'POST /chases/preview': 'manager',
  'POST /chases': 'manager',
};
