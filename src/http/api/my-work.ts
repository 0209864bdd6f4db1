import { taskLife } from '../../app/audit/task-life.ts';
import type { PageSaid } from '../../app/my-work/page-said.ts';
import { readColleagues, readMyTask } from '../../app/my-work/read-my-task.ts';
import { readMyTasks } from '../../app/my-work/read-my-tasks.ts';
import { submit } from '../../app/my-work/submit.ts';
import type { AnswerOf, ReadOf } from '../../contract/endpoint.ts';
import type { Endpoints } from '../../contract/endpoints.ts';
import type { myWorkEndpoints } from '../../contract/my-work.ts';
import type { Notice } from '../../domain/message/notice.ts';
import type { ReplyRequest } from '../../domain/reply/result.ts';
import { lifeLine } from '../../zh/audit.ts';
import { pageReceipts } from '../../zh/api.ts';
import type { ApiDeps } from './api-deps.ts';
import type { Refusal } from './api-error.ts';
import type { Handlers, HandlersOf } from './handler.ts';
import { asPerson } from './apart.ts';
import { STATUS_OF_REFUSAL, type Refused } from './refusal-status.ts';
import { uploadHandlers } from './uploads.ts';

type Receipt = AnswerOf<Endpoints['POST /my-tasks/:code/answers']>;

export const myWorkHandlers = (api: ApiDeps): HandlersOf<typeof myWorkEndpoints> => ({
  ...lookingHandlers(api),
  'POST /my-tasks/:code/answers': asPerson(
    'POST /my-tasks/:code/answers',
    (userid, { params: { code: item }, body: { key, status, text, nextPlan, uploads } }) =>
      say(api, userid, key, { do: 'report', report: { item, status, text }, nextPlan, uploads }),
  ),
  'POST /my-tasks/:code/requests': asPerson(
    'POST /my-tasks/:code/requests',
    (userid, { params: { code: item }, body }) =>
      say(api, userid, body.key, { do: 'ask', request: requestOf(item, body), text: body.reason }),
  ),
  'POST /my-tasks/:code/withdrawals': asPerson(
    'POST /my-tasks/:code/withdrawals',
    (userid, { params: { code: item }, body: { key, what } }) =>
      say(api, userid, key, { do: 'withdraw', item, what }),
  ),
  ...uploadHandlers(api),
});

const lookingHandlers = (
  api: ApiDeps,
): Handlers<'GET /my-tasks' | 'GET /my-tasks/:code' | 'GET /my-tasks/:code/life' | 'GET /colleagues'> => ({
  'GET /my-tasks': (acting) => readMyTasks(acting),
  'GET /my-tasks/:code': async (acting, { params }) =>
    (await readMyTask(acting, params.code)) ?? { refused: 'no_such_item' },
  'GET /my-tasks/:code/life': async (acting, { params }) => {
    const task = await readMyTask(acting, params.code);
    if (task === null) return { refused: 'no_such_item' };
    const { lines } = await taskLife(api.deps, task.code);
    return {
      lines: lines
        .filter(({ refused }) => !refused)
        .map(lifeLine)
        .toReversed(),
    };
  },
  'GET /colleagues': async (acting) => ({ people: await readColleagues(acting) }),
});

type Asked = ReadOf<Endpoints['POST /my-tasks/:code/requests']>['body'];

function requestOf(item: string, asked: Asked): ReplyRequest {
  if (asked.what === 'extension') return { kind: 'extension', item, due: asked.due };
  if (asked.what === 'transfer') return { kind: 'transfer', item, to: asked.to };
  return { kind: 'help', item };
}

async function say(
  { deps, plainText }: ApiDeps,
  userid: string,
  key: string,
  said: PageSaid,
): Promise<Receipt | Refusal> {
  const done = await submit(deps, userid, key, said);
  if ('refused' in done) return { refused: done.refused };
  if (done.state === 'kept') return { outcome: 'kept', message: pageReceipts.kept, recorded: [] };
  const message = done.notices.map((notice) => plainText(deps.words.say(notice))).join('\n\n');
  const refused = refusalIn(done.notices);
  if (refused !== null) return { refused, status: STATUS_OF_REFUSAL[refused] ?? 409, detail: message };
  return { outcome: done.outcome, message, recorded: recordedIn(done.notices) };
}

function refusalIn(notices: readonly Notice[]): Refused | null {
  for (const notice of notices) {
    if (notice.kind === 'refused') return notice.why;
    if (notice.kind === 'secret_refused') return 'secret';
    if (notice.kind === 'failed') return 'failed';
  }
  return null;
}

const recordedIn = (notices: readonly Notice[]): Receipt['recorded'] =>
  notices.flatMap((notice) => (notice.kind === 'receipt' ? notice.recorded : []));
