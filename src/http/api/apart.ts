import type { Request, RequestHandler, Response } from 'express';
import { askerOf, type Asker } from '../../app/office/asker.ts';
import type { AnswerOf, Endpoint, ReadOf } from '../../contract/endpoint.ts';
import { endpoints, type Endpoints } from '../../contract/endpoints.ts';
import { AppError, type ErrorCode } from '../../errors.ts';
import { officeErrors } from '../../zh/pages/office-errors.ts';
import type { ApiDeps } from './api-deps.ts';
import { fail, type Refusal } from './api-error.ts';
import { attached } from './attached.ts';
import { answerJson, readRequest, type Name } from './handler.ts';
import { useridOf } from './session.ts';

/** A file to be saved by the browser. */
export interface MadeFile {
  readonly file: Buffer;
  /** With its ending, which says the type. */
  readonly fileName: string;
  /** What a page shows beside it. */
  readonly headers?: Readonly<Record<string, string>>;
}

type Answered<N extends Name> = Promise<AnswerOf<Endpoints[N]> | MadeFile | Refusal>;

/* What answers calls whose work opens transactions of its own, calls WeCom or writes files: none of that happens inside one. */

/** As whoever is signed in; whether he is still somebody here the work sees itself. */
export const asPerson = <N extends Name>(
  name: N,
  work: (userid: string, read: ReadOf<Endpoints[N]>, request: Request) => Answered<N>,
): { readonly express: RequestHandler } => ({
  async express(request, response) {
    const endpoint: Endpoint = endpoints[name];
    const read = readRequest(endpoint, request);
    if ('errors' in read) return fail(response, 'bad_request', read.errors);
    const answer = await work(useridOf(response), read.values as ReadOf<Endpoints[N]>, request);
    if (isFile(answer)) sendFile(response, answer);
    else answerJson(response, endpoint, answer);
  },
});

/** As somebody of the office; what the use cases throw for operators becomes a refusal. */
export const apart = <N extends Name>(
  api: ApiDeps,
  name: N,
  work: (asker: Asker, read: ReadOf<Endpoints[N]>, request: Request) => Answered<N>,
): { readonly express: RequestHandler } =>
  asPerson(name, async (userid, read, request) => {
    const asker = await askerOf(api.deps, userid, 'api');
    if (asker === null) return { refused: 'not_known_here' };
    return sparing(api, () => work(asker, read, request));
  });

const isFile = (answer: object): answer is MadeFile => 'file' in answer && Buffer.isBuffer(answer.file);

function sendFile(response: Response, { file, fileName, headers = {} }: MadeFile): void {
  attached(response, fileName);
  response.set({ ...headers, 'x-content-type-options': 'nosniff' });
  response.send(file);
}

type Expected = Extract<
  ErrorCode,
  'not_found' | 'usage' | 'import_invalid' | 'wecom_api' | 'wecom_unreachable'
>;

const STATUS: Readonly<Record<Expected, number>> = {
  not_found: 404,
  usage: 422,
  import_invalid: 422,
  wecom_api: 503,
  wecom_unreachable: 503,
};

/** What the use cases throw for operators, said to people; the log keeps their words. */
async function sparing<T extends object>(api: ApiDeps, work: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof AppError && error.code in STATUS ? (error.code as Expected) : null;
    // A writer refuses sums that do not close.
    const refused = error instanceof RangeError ? 'import_invalid' : code;
    if (refused === null || !(error instanceof Error)) throw error;
    api.deps.log.warn({ error: error.message }, 'office_call_refused');
    return { refused, status: STATUS[refused], detail: officeErrors.thrown(refused, error.message) };
  }
}
