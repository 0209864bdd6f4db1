import type { RequestHandler } from 'express';
import { z } from 'zod';
import { keepUpload, type KeptUpload } from '../../app/my-work/keep-upload.ts';
import type { AnswerOf } from '../../contract/endpoint.ts';
import type { Endpoints } from '../../contract/endpoints.ts';
import type { ApiErrorCode } from '../../zh/api.ts';
import type { ApiDeps } from './api-deps.ts';
import { fail, type Refusal } from './api-error.ts';
import type { Handlers } from './handler.ts';
import { asPerson } from './apart.ts';
import { useridOf } from './session.ts';

type Uploaded = AnswerOf<Endpoints['POST /uploads']>;

/** Pictures and files for an answer: sent to us, or to WeCom and fetched from there. */
export const uploadHandlers = (api: ApiDeps): Handlers<'POST /uploads' | 'POST /uploads/wecom'> => ({
  'POST /uploads': { express: upload(api) },
  'POST /uploads/wecom': asPerson(
    'POST /uploads/wecom',
    async (userid, { body: { key, mediaId } }): Promise<Uploaded | Refusal> => {
      const fetched = await api.deps.fetchMedia.fetch({ from: 'app', mediaId });
      if ('failed' in fetched) return { refused: NOT_FETCHED[fetched.failed] };
      const { fileName, data } = fetched;
      const done = await keepUpload(api.deps, userid, { key, fileName, data });
      return 'refused' in done ? done : uploadedOf(done);
    },
  ),
});

const NOT_FETCHED = {
  gone: 'upload_gone',
  too_large: 'too_large',
  not_now: 'upload_not_fetched',
} as const satisfies Record<string, ApiErrorCode>;

const uploadedOf = ({ kept }: Extract<KeptUpload, { kept: object }>): Uploaded => {
  const { inboundId: id, fileName, mediaType, bytes } = kept;
  return { id, fileName, mediaType, bytes };
};

const uploadHeaders = z.object({
  'x-file-name': z.string().min(1).max(2000),
  'x-upload-key': z.string().regex(/^[A-Za-z0-9-]{16,64}$/),
});

/** The name comes percent-encoded: a header has no other letters. */
const upload =
  (api: ApiDeps): RequestHandler =>
  async (request, response) => {
    const headers = uploadHeaders.safeParse(request.headers);
    const data: unknown = request.body;
    const fileName = headers.success ? decoded(headers.data['x-file-name']) : null;
    if (!headers.success || fileName === null || !Buffer.isBuffer(data)) return fail(response, 'bad_request');
    const key = headers.data['x-upload-key'];
    const done = await keepUpload(api.deps, useridOf(response), { key, fileName, data });
    if ('refused' in done) return fail(response, done.refused);
    response.json(uploadedOf(done));
  };

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
