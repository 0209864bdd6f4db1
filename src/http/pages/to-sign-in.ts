import type { Request, Response } from 'express';

/** Inside WeCom nobody sees a page in between: it is known who he is. */
export function toSignIn(request: Request, response: Response): void {
  const to = encodeURIComponent(request.originalUrl);
  const silent = /wxwork\//i.test(request.get('user-agent') ?? '');
  response.redirect(302, silent ? `/api/v1/sign-in?to=${to}` : `/sign-in?to=${to}`);
}
