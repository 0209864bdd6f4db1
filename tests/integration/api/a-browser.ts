/** A browser of somebody: it keeps cookies and follows WeCom's page when it is told as whom. */
export interface Browser {
  readonly cookies: Map<string, string>;
  get(path: string): Promise<Response>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Bytes as the body. */
  send(path: string, body: Buffer, headers: Record<string, string>): Promise<Response>;
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** The whole way over WeCom's page; answers with what our side said at the end. */
  signIn(as: string, change?: (back: URL) => void): Promise<Response>;
}

/** @param house whose pages it opens */
export function aBrowser(house: { readonly service: { readonly url: string | null } }): Browser {
  const home = house.service.url ?? '';
  const cookies = new Map<string, string>();
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, home), {
      redirect: 'manual',
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const sendJson = (
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = { 'x-duban-request': '1' },
  ) =>
    call(`/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body ?? {}),
    });
  return {
    cookies,
    get: (path) => call(`/api/v1${path}`),
    send: (path, body, headers) =>
      call(`/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', 'x-duban-request': '1', ...headers },
        body: new Uint8Array(body),
      }),
    post: (path, body, headers) => sendJson('POST', path, body, headers),
    put: (path, body, headers) => sendJson('PUT', path, body, headers),
    async signIn(as, change = () => {}) {
      const asked = await call('/api/v1/sign-in');
      const page = await fetch(`${asked.headers.get('location')?.split('#')[0]}&as=${as}`, {
        redirect: 'manual',
      });
      const back = new URL(page.headers.get('location') ?? '');
      change(back);
      return call(back.pathname + back.search);
    },
  };
}
