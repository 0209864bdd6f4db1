import type { ClockSight, HostSight, PublicUrlSight } from '../../app/doctor/sights.ts';
import type { Clock } from '../../clock.ts';
import { codeOf } from './code-of.ts';

const TIMEOUT_MS = 5_000;

/** How far we got, and what the time was on both sides when the answer came. */
export interface Reached {
  readonly sight: HostSight;
  readonly times: Pick<ClockSight, 'here' | 'there'> | null;
}

/** A call that needs no token, and is therefore refused: by WeCom itself, if we get so far. */
export const reachApi = (base: string, clock: Clock): Promise<Reached> =>
  reach(base, `${withoutSlash(base)}/cgi-bin/getcallbackip`, clock, isOfWecom);

/** The robot's host answers plain HTTP somehow: that it does is enough. */
export const reachRobotHost = (wsUrl: string, clock: Clock): Promise<Reached> =>
  reach(wsUrl, wsUrl.replace(/^ws/, 'http'), clock, async ({ status }) => status !== PROXY_WANTS_LOGIN);

const PROXY_WANTS_LOGIN = 407;

async function isOfWecom(response: Response): Promise<boolean> {
  const body: unknown = await response.json().catch(() => null);
  return response.ok && typeof body === 'object' && body !== null && 'errcode' in body;
}

async function reach(
  base: string,
  url: string,
  clock: Clock,
  isAnswer: (response: Response) => Promise<boolean>,
): Promise<Reached> {
  const { host } = new URL(base);
  try {
    const response = await get(url);
    const times = { here: clock.now(), there: dateOf(response) };
    const failedAt = (await isAnswer(response)) ? null : 'answer';
    return { sight: { host, failedAt, code: failedAt ? String(response.status) : '' }, times };
  } catch (error) {
    const code = codeOf(error);
    return { sight: { host, failedAt: stageOf(code), code }, times: null };
  }
}

/** A redirect would lead away from what was to be reached. */
const get = (url: string): Promise<Response> =>
  fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });

function dateOf(response: Response): Date | null {
  const date = new Date(response.headers.get('date') ?? '');
  return Number.isNaN(date.getTime()) ? null : date;
}

const NAME = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA']);
const CERTIFICATE = /CERT|^UNABLE_TO_|^ERR_(TLS|SSL)_|^EPROTO$/;
const CUT = new Set(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE']);

function stageOf(code: string): HostSight['failedAt'] {
  if (NAME.has(code)) return 'name';
  if (CERTIFICATE.test(code)) return 'certificate';
  return CUT.has(code) ? 'answer' : 'connection';
}

/** GET PUBLIC_URL/healthz, as somebody outside would. */
export async function lookAtPublicUrl(url: string): Promise<PublicUrlSight> {
  try {
    const response = await get(`${withoutSlash(url)}/healthz`);
    const body: unknown = await response.json().catch(() => null);
    const ours = response.ok && JSON.stringify(body) === '{"status":"ok"}';
    return { url, health: { status: response.status, ours } };
  } catch (error) {
    return { url, health: { failed: codeOf(error) } };
  }
}

export const withoutSlash = (url: string): string => url.replace(/\/+$/, '');
