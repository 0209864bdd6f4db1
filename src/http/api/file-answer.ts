import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Acting } from '../../app/acting.ts';
import { fileKind } from '../../app/media/file-kind.ts';
import { actAs } from '../../app/office/act-as.ts';
import type { Endpoint, ReadOf } from '../../contract/endpoint.ts';
import { endpoints, type Endpoints } from '../../contract/endpoints.ts';
import type { ApiDeps } from './api-deps.ts';
import { fail, refuse, type Refusal } from './api-error.ts';
import { attached } from './attached.ts';
import { readRequest, type Name } from './handler.ts';
import { useridOf } from './session.ts';

/** Bytes that somebody sent once, as they are served. */
export interface FileAnswer {
  readonly fileName: string;
  readonly data: Buffer;
  /** Of the data: a browser that has it already is told so. */
  readonly sha256: string;
}

/** What answers a call with a file, as the person, inside one transaction. */
export const answerWithFile = <N extends Name>(
  api: ApiDeps,
  name: N,
  work: (acting: Acting, read: ReadOf<Endpoints[N]>) => Promise<FileAnswer | Refusal>,
): { readonly express: RequestHandler } => ({
  async express(request, response) {
    const endpoint: Endpoint = endpoints[name];
    const read = readRequest(endpoint, request);
    if ('errors' in read) return fail(response, 'bad_request', read.errors);
    const by = { source: 'api', id: `api:${randomUUID()}` } as const;
    const answer = await actAs(api.deps, useridOf(response), by, (acting) =>
      work(acting, read.values as ReadOf<Endpoints[N]>),
    );
    if (answer === null) return fail(response, 'not_known_here');
    if ('refused' in answer) return refuse(response, answer);
    serveFile(response, answer);
  },
});

/**
 * What came from outside is never trusted to be what it says: by its content a picture is shown, and everything else is
 * saved. Kept by the browser only if it asks again each time, so that who may no longer see it does not.
 */
export function serveFile(response: Response, { fileName, data, sha256 }: FileAnswer): void {
  const kind = fileKind(data);
  attached(response, fileName);
  if (kind?.shown)
    response.set(
      'content-disposition',
      String(response.get('content-disposition')).replace(/^attachment/, 'inline'),
    );
  response
    .set('content-type', kind?.mediaType ?? 'application/octet-stream')
    .set('x-content-type-options', 'nosniff')
    .set('content-security-policy', "default-src 'none'; sandbox")
    .set('cache-control', 'private, no-cache')
    .set('etag', `"${sha256}"`)
    .send(data);
}
