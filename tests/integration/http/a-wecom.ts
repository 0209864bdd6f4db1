import { encrypt, getSignature } from '@wecom/crypto';
import type { Corp } from '../../../src/sandbox/corp.ts';

/** WeCom's side of the callback, on WeCom's own library: it shares no line with the code it talks to. */
export interface Wecom {
  /** base64, sealed for this corporation unless another one is named. */
  seal(text: string, receiveId?: string): string;
  /** The query of a request that carries these sealed bytes. */
  sign(sealed: string, given?: { timestamp?: number | string; signature?: string }): URLSearchParams;
  /** Delivers a message as WeCom does, or with something changed. */
  post(inner: string, change?: (sealed: string) => Partial<Delivery>): Promise<Response>;
}

export interface Delivery {
  readonly query: URLSearchParams;
  readonly body: string;
  readonly contentType: string;
  readonly encoding: string;
}

const NONCE = '1372623149';

/** @param second the present, in seconds since 1970 */
export function aWecom(url: string, { corpId, agent }: Corp, second: number): Wecom {
  const seal: Wecom['seal'] = (text, receiveId = corpId) => encrypt(agent.callbackAesKey, text, receiveId);
  const sign: Wecom['sign'] = (sealed, { timestamp = second, signature } = {}) =>
    new URLSearchParams({
      msg_signature: signature ?? getSignature(agent.callbackToken, timestamp, NONCE, sealed),
      timestamp: String(timestamp),
      nonce: NONCE,
    });
  return {
    seal,
    sign,
    post(inner, change = () => ({})) {
      const sealed = seal(inner);
      const delivery = {
        query: sign(sealed),
        body: envelope(sealed),
        contentType: 'text/xml',
        encoding: 'identity',
        ...change(sealed),
      };
      return fetch(`${url}/wecom/callback?${delivery.query.toString()}`, {
        method: 'POST',
        body: delivery.body,
        headers: { 'content-type': delivery.contentType, 'content-encoding': delivery.encoding },
      });
    },
  };
}

export const envelope = (sealed: string): string =>
  '<xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID>' +
  `<Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`;

interface Typed {
  readonly from?: string;
  readonly msgId: string;
  readonly second: number;
}

/** What a person typed, as it stands inside the envelope. */
export const aText = (content: string, { from = 'luhaiping', msgId, second }: Typed): string =>
  `<xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName>` +
  `<CreateTime>${second}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content>` +
  `<MsgId>${msgId}</MsgId><AgentID>1000002</AgentID></xml>`;
