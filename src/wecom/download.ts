import { bytesUpTo } from './bytes-up-to.ts';
import { exchange, readAnswer, type Call, type CallResult } from './call.ts';

/* Bytes from WeCom (app-api §8), which answers a refusal with JSON in their place. */

export type Downloaded =
  | {
      readonly kind: 'file';
      readonly data: Buffer;
      readonly mediaType: string;
      readonly disposition: string | null;
      /** How long all of it is, where this is a part. */
      readonly totalBytes: number | null;
    }
  | { readonly kind: 'too_large' }
  | CallResult;

/** Photos and voices of a chat are far smaller; the longest that anybody can send the robot (bots §B3). */
export const MAX_MEDIA_BYTES = 100 * 1024 * 1024;

interface DownloadCall extends Omit<Call, 'body' | 'headers'> {
  /** First and last byte wanted; null for all of it. */
  readonly range: readonly [number, number] | null;
}

/** Never throws. */
export const download = ({ range, ...call }: DownloadCall): Promise<Downloaded> =>
  exchange<Downloaded>(
    { ...call, headers: range ? { range: `bytes=${range[0]}-${range[1]}` } : {} },
    (response) => (isFile(response) ? readFile(response) : readRefusal(response, call.query)),
  );

const readRefusal = async (response: Response, query: Call['query']): Promise<CallResult> =>
  readAnswer(response.status, await response.text(), query);

/** A file that happens to be JSON or a page has a name; a refusal, or a gateway's page, has none. */
function isFile({ ok, headers }: Response): boolean {
  if (!ok) return false;
  return headers.has('content-disposition') || !/json|text\//i.test(headers.get('content-type') ?? 'json');
}

async function readFile(response: Response): Promise<Downloaded> {
  const data = await bytesUpTo(response.body, MAX_MEDIA_BYTES);
  if (!data) return { kind: 'too_large' };
  const { headers } = response;
  const total = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
  return {
    kind: 'file',
    data,
    mediaType: headers.get('content-type')?.split(';', 1)[0]?.trim() || 'application/octet-stream',
    disposition: headers.get('content-disposition'),
    totalBytes: total === undefined ? null : Number(total),
  };
}
