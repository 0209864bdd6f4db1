import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CookieOptions, Request } from 'express';
import { z } from 'zod';

/* What we give a browser to keep, signed: it can be read and not forged. */

/** Each purpose has signatures of its own, so that one kind of cookie never passes for another. */
type Purpose = 'session' | 'sign-in';

const NAMES: Readonly<Record<Purpose, string>> = { session: 'duban_session', 'sign-in': 'duban_sign_in' };

const envelope = z.object({ until: z.number(), data: z.unknown() });

export interface Sealer {
  /** A cookie's value that holds until that instant. */
  seal(purpose: Purpose, data: object, until: Date): string;
  /** What stands in it; null when it is forged, of another purpose, or too old. */
  open(purpose: Purpose, value: string | undefined, now: Date): unknown;
}

export function createSealer(secret: string): Sealer {
  const sign = (purpose: Purpose, body: string): Buffer =>
    createHmac('sha256', secret).update(`${purpose}.${body}`).digest();
  return {
    seal(purpose, data, until) {
      const body = Buffer.from(JSON.stringify({ until: until.getTime(), data })).toString('base64url');
      return `${body}.${sign(purpose, body).toString('base64url')}`;
    },
    open(purpose, value, now) {
      const [body = '', mac = '', ...more] = (value ?? '').split('.');
      const given = Buffer.from(mac, 'base64url');
      const right = sign(purpose, body);
      if (more.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return null;
      const { until, data } = envelope.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
      return until > now.getTime() ? data : null;
    },
  };
}

export const cookieName = (purpose: Purpose): string => NAMES[purpose];

/** Lax: WeCom's page leads back here by a link, and nobody else's form brings it along. */
export const cookieOptions = (publicUrl: string): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  secure: publicUrl.startsWith('https:'),
  path: '/',
});

export function cookieIn({ headers }: Pick<Request, 'headers'>, purpose: Purpose): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const prefix = `${NAMES[purpose]}=`;
  return pairs.find((pair) => pair.startsWith(prefix))?.slice(prefix.length);
}
