import { note, type Acting } from '../../app/acting.ts';
import { mayLookEverywhere } from '../../app/may-look.ts';
import { correctReply, type Corrected } from '../../app/replies/correct-reply.ts';
import { listReplies, type ReplyRead } from '../../app/replies/list-replies.ts';
import { tasksOfReply } from '../../app/replies/tasks-of-reply.ts';
import type { AnswerOf } from '../../contract/endpoint.ts';
import type { Endpoints } from '../../contract/endpoints.ts';
import type { replyEndpoints } from '../../contract/replies.ts';
import { messageOf } from '../../errors.ts';
import { refusalWords } from '../../zh/messages/refusal.ts';
import { correctionRefusals } from '../../zh/pages/desk-week-refusals.ts';
import type { ApiDeps } from './api-deps.ts';
import type { Refusal } from './api-error.ts';
import type { HandlersOf } from './handler.ts';
import { asSigned } from './signed.ts';

type Read = AnswerOf<Endpoints['GET /replies']>['replies'][number];

/** What came in, beside what was understood; and what the office says it meant. */
export const replyHandlers = (api: ApiDeps): HandlersOf<typeof replyEndpoints> => ({
  async 'GET /replies'(acting, { query }) {
    const listed = await listReplies(acting, query);
    if ('refused' in listed) return listed;
    return { replies: listed.replies.map((reply) => worded(api, reply)), next: listed.next };
  },
  async 'GET /replies/:id/tasks'(acting, { params }) {
    const tasks = await tasksOfReply(acting, params.id);
    return tasks === null ? { refused: 'not_permitted' } : { tasks };
  },
  async 'POST /replies/:id/correction'(acting, { params, body }) {
    const done = await correctReply(acting, params.id, body);
    if ('refused' in done) return refusalOf(done);
    if (done.line) await keep(api, done.line);
    return { outcome: 'corrected', codes: done.codes };
  },
  'GET /replies/corrections': {
    async express(_request, response) {
      const may = await asSigned(api, response, beginDownload);
      if (!may) return;
      const file = await api.corrections.read();
      response.attachment('corrections.jsonl').type('application/x-ndjson').send(file);
    },
  },
});

const worded = ({ deps, plainText }: ApiDeps, reply: ReplyRead): Read => ({
  ...reply,
  said: reply.said.map(({ notice, state }) => ({ text: plainText(deps.words.say(notice)), state })),
});

/** The file holds answers of every round. */
async function beginDownload(acting: Acting): Promise<Refusal | { readonly may: true }> {
  const refused = await mayLookEverywhere(acting, 'corrections', 'correct_reply');
  if (refused) return refused;
  await note(acting, 'corrections_exported', '');
  return { may: true };
}

/** A correction stands also when its test line cannot be written: a disk may be full. */
async function keep({ corrections, deps }: ApiDeps, line: Parameters<ApiDeps['corrections']['append']>[0]) {
  await corrections.append(line).catch((error: unknown) => {
    deps.log.error({ error: messageOf(error) }, 'correction_line_not_kept');
  });
}

function refusalOf({ refused, code }: Extract<Corrected, { refused: unknown }>): Refusal {
  if (refused === 'not_permitted' || refused === 'changed_meanwhile') return { refused };
  if (refused === 'newer_answer')
    return { refused, status: 409, detail: correctionRefusals.newer_answer(code ?? '') };
  if (refused === 'secret' || refused === 'nothing_changed' || refused === 'not_correctable')
    return { refused, status: 422, detail: correctionRefusals[refused] };
  if (refused === 'no_such_item' && code === null) return { refused };
  return {
    refused,
    status: refused === 'no_such_item' ? 422 : 409,
    detail: refusalWords(refused, code),
  };
}
