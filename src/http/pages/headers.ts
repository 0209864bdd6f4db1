import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { ApiDeps } from '../api/api-deps.ts';

/** Where WeCom's panel to sign in comes from (app-api §7.2). */
const PANEL = 'https://login.work.weixin.qq.com';

/**
 * The headers of every answer. No script, style or font stands in a page itself or comes from another host, and
 * nobody may put a page into a frame.
 */
export function pageHeaders({
  identity,
  publicUrl,
}: Pick<ApiDeps, 'identity' | 'publicUrl'>): RequestHandler {
  const policies = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        frameSrc: identity?.app ? [PANEL] : ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Only where browsers reach us by https: a closed network may have no certificate.
    strictTransportSecurity: publicUrl().startsWith('https:') && { maxAge: 31_536_000 },
    referrerPolicy: { policy: 'same-origin' },
  });
  return (request, response, next) => {
    response.set('permissions-policy', NOTHING);
    policies(request, response, next);
  };
}

/** What no page of ours asks a browser for: a script that got in could not either. */
const NOTHING = [
  'camera',
  'microphone',
  'geolocation',
  'payment',
  'usb',
  'display-capture',
  'browsing-topics',
]
  .map((feature) => `${feature}=()`)
  .join(', ');
