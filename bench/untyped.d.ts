declare module 'wechat-crypto' {
  /** The older package of the Chinese Node community, from before WeCom published its own. */
  export default class WXBizMsgCrypt {
    constructor(token: string, aesKey: string, receiveId: string);
    getSignature(timestamp: string, nonce: string, encrypted: string): string;
    decrypt(encrypted: string): { message: string; id: string };
    encrypt(message: string): string;
  }
}
