import { useOf } from './limits.ts';
import type { CallRecord } from './state.ts';

/** The sends have limits of their own, by person or by robot (dossier §9). */
const OWN_LIMITS = new Set([
  '/cgi-bin/message/send',
  '/cgi-bin/webhook/send',
  '/cgi-bin/webhook/upload_media',
]);

export const countsAsBase = (path: string): boolean => !OWN_LIMITS.has(path);

/** What an answered call counts against. A call refused for its frequency does not make the wait longer. */
export function usesOfCall({ path, answer, fault }: CallRecord): readonly string[] {
  const errcode = answer?.errcode;
  if (errcode === undefined || errcode === 45009 || fault?.errcode !== undefined) return [];
  const base = countsAsBase(path) ? [useOf('api', path)] : [];
  const special = SPECIAL.find((entry) => entry.path === path && entry.errcode === errcode);
  return special ? [...(special.isBase ? base : []), ...special.uses] : base;
}

interface Special {
  readonly path: string;
  readonly errcode: number;
  readonly uses: readonly string[];
  readonly isBase: boolean;
}

const SPECIAL: readonly Special[] = [
  { path: '/cgi-bin/gettoken', errcode: 40001, uses: [useOf('wrong-secret', '')], isBase: true },
  { path: '/cgi-bin/user/getuserid', errcode: 46004, uses: [useOf('wrong-mobile', '')], isBase: true },
  // A good code is not counted against the frequency limit (dossier §7.1).
  { path: '/cgi-bin/auth/getuserinfo', errcode: 0, uses: [], isBase: false },
  { path: '/cgi-bin/media/uploadimg', errcode: 0, uses: [useOf('uploadimg', '')], isBase: true },
  { path: '/cgi-bin/get_jsapi_ticket', errcode: 0, uses: ticketUses('corp'), isBase: true },
  { path: '/cgi-bin/ticket/get', errcode: 0, uses: ticketUses('agent'), isBase: true },
];

function ticketUses(kind: string): readonly string[] {
  return [useOf('ticket-corp', kind), useOf('ticket-app', kind)];
}
