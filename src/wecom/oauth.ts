import type { Identity } from '../app/channel.ts';
import type { Api } from './api.ts';
import { expectSuccess } from './expect-success.ts';
import { textIn } from './fields.ts';

/* Who is in front of a page: WeCom's OAuth (app-api §7.1, §7.2). */

export interface OAuthSettings {
  readonly corpId: string;
  readonly agentId: number;
  /** Base of the page inside WeCom's own browser, and of the one with a code to scan. */
  readonly authorizeBase: string;
  readonly loginBase: string;
}

/** The panel's script knows this host and no other. */
export const WECOM_LOGIN = 'https://login.work.weixin.qq.com';

/** A code that is wrong, used or too old: he has to begin anew. */
const BAD_CODE: ReadonlySet<number> = new Set([40029, 42003, 42022]);

export function createIdentity(api: Api, settings: OAuthSettings): Identity {
  const { corpId, agentId, authorizeBase, loginBase } = settings;
  return {
    app: loginBase === WECOM_LOGIN ? { corpId, agentId: String(agentId) } : null,
    authorizeUrl({ redirect, state, insideWecom }) {
      const common = { appid: corpId, redirect_uri: redirect, state, agentid: String(agentId) };
      if (!insideWecom) {
        const query = new URLSearchParams({ ...common, login_type: 'CorpApp' });
        return `${loginBase}/wwlogin/sso/login?${query.toString()}`;
      }
      const query = new URLSearchParams({ ...common, response_type: 'code', scope: 'snsapi_base' });
      return `${authorizeBase}/connect/oauth2/authorize?${query.toString()}#wechat_redirect`;
    },
    async useridOf(code) {
      const result = await api.get('/cgi-bin/auth/getuserinfo', { code });
      if (result.kind === 'answered' && BAD_CODE.has(result.errcode)) return null;
      // Somebody from outside the corporation has an openid and no userid.
      return textIn(expectSuccess(result, 'auth/getuserinfo'), 'userid') || null;
    },
  };
}
