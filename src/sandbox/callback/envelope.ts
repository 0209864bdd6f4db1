import { randomInt } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import type { Corp } from '../corp.ts';
import { readXml, xml } from './xml.ts';

/* The encrypted outside of callbacks (dossier §2), by WeCom's own library. */

/** The query of a signed request: msg_signature, timestamp, nonce. */
export interface Signed {
  readonly query: URLSearchParams;
  readonly encrypted: string;
}

/** Freshly encrypted and signed. */
export function seal({ corpId, agent }: Corp, content: string, at: Date): Signed {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const nonce = String(randomInt(1_000_000_000, 9_999_999_999));
  const encrypted = encrypt(agent.callbackAesKey, content, corpId);
  const signature = getSignature(agent.callbackToken, timestamp, nonce, encrypted);
  return { query: new URLSearchParams({ msg_signature: signature, timestamp, nonce }), encrypted };
}

/** The body of a delivery. */
export const envelope = ({ corpId, agent }: Corp, encrypted: string): string =>
  xml([
    ['ToUserName', corpId],
    ['AgentID', String(agent.id)],
    ['Encrypt', encrypted],
  ]);

/**
 * The plaintext of a passive reply.
 * @throws Error saying in Chinese what is wrong with it.
 */
export function openReply({ corpId, agent }: Corp, body: string): string {
  const fields = readXml(body);
  const [encrypted, signature] = [fields.get('Encrypt'), fields.get('MsgSignature')];
  if (!encrypted) throw new Error('被动回复不是加密的 XML');
  const expected = getSignature(
    agent.callbackToken,
    fields.get('TimeStamp') ?? '',
    fields.get('Nonce') ?? '',
    encrypted,
  );
  if (signature !== expected) throw new Error('被动回复的签名不对');
  const { message, id } = decryptReply(agent.callbackAesKey, encrypted);
  if (id !== corpId) throw new Error(`被动回复的 receiveid 是 ${id}，应为 ${corpId}`);
  return message;
}

function decryptReply(aesKey: string, encrypted: string): ReturnType<typeof decrypt> {
  try {
    return decrypt(aesKey, encrypted);
  } catch (error) {
    throw new Error('被动回复解不开密', { cause: error });
  }
}
