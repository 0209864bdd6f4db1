import { createHash } from 'node:crypto';
import type { BrowserContext } from 'playwright-core';
import type { House } from './house.ts';

/*
 * WeCom's client around a page. There is none for Linux, so this stands where the client puts itself into a page,
 * `WeixinJSBridge`, and everything in front of it is real: the SDK, our signature, the sandbox's tickets and files.
 */

export interface WecomClient {
  /** What the page asked of the client, in order. */
  readonly asked: readonly string[];
  /** The client does not accept the page's next signatures. */
  refuse(times: number): void;
}

type Params = Readonly<Record<string, string>>;
/** The end of WeCom's `err_msg`, and what else it answers with. */
type Answers = Readonly<Record<string, (params: Params) => Promise<object> | object>>;

export async function putInWecom(
  context: BrowserContext,
  house: House,
  answers: Answers,
): Promise<WecomClient> {
  const asked: string[] = [];
  let refusals = 0;
  const accepts = async (params: Params, url: string): Promise<boolean> => {
    refusals -= 1;
    return refusals < 0 && params['signature'] === (await signatureOf(house, params, url));
  };
  await context.exposeFunction('askClient', async (name: string, params: Params, url: string) => {
    asked.push(name);
    if (name === 'agentConfig')
      return { err_msg: `agentConfig:${(await accepts(params, url)) ? 'ok' : 'fail_invalid signature'}` };
    return { err_msg: `${name}:ok`, ...(await answers[name]?.(params)) };
  });
  await context.addInitScript(`window.WeixinJSBridge = {
    on() {},
    invoke(name, params, done) {
      void window.askClient(name, params, location.href.split('#')[0]).then(done);
    },
  };`);
  return { asked, refuse: (times) => void (refusals = times) };
}

/** As the client makes it of its own ticket and of the address it shows. */
async function signatureOf(house: House, params: Params, url: string): Promise<string> {
  const [token] = await house.service.app.database.db.accessToken.findMany({ orderBy: { app: 'asc' } });
  const asked = new URLSearchParams({ access_token: token?.token ?? '', type: 'agent_config' });
  const answer = await fetch(`${house.service.sandbox?.url}/cgi-bin/ticket/get?${asked.toString()}`);
  const { ticket } = (await answer.json()) as { ticket: string };
  const { nonceStr, timestamp } = params;
  return createHash('sha1')
    .update(`jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`)
    .digest('hex');
}

/** A picture that lies at WeCom, as after the client's uploadImage. @returns its id there */
export async function pictureAtWecom(house: House, userid: string): Promise<string> {
  await house.sendPicture(userid, '现场');
  const chat = await fetch(`${house.sandbox}/people/${userid}/messages?after=0`);
  const { messages } = (await chat.json()) as { messages: { payload: { media_id?: string } }[] };
  return messages.flatMap(({ payload }) => payload.media_id ?? []).at(-1) ?? '';
}
