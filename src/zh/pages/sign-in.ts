import { apiErrors, type ApiErrorCode } from '../api.ts';
import { NOT_FOR_YOU } from './errors.ts';

/** The page that signs in. */
export const signInWords = {
  title: '督办 · 登录',
  heading: '督办',
  explain: '用企业微信登录，身份以企业微信为准。',
  button: '用企业微信登录',
  scan: '请用企业微信扫码，或点击快速登录',
  retry: '重新登录',
  home: '回到我的页面',
  panelFailed: (message: string) => `企业微信登录没有完成：${message}`,
  /** Why somebody is back here. */
  problem: (code: string): string =>
    code === 'not_permitted' ? NOT_FOR_YOU : (apiErrors[code as ApiErrorCode] ?? apiErrors.sign_in_failed),
} as const;
