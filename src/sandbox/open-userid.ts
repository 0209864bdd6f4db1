import { createHash } from 'node:crypto';
import type { Corp, Person } from './corp.ts';

/**
 * The opaque id under which a robot knows a member when its creator is no super administrator (bots B8):
 * always the same for one robot and one member, and of another robot another one.
 * @returns `wo` and 32 url-safe characters
 */
export function openUserid(corp: Corp, userid: string): string {
  const hash = createHash('sha256').update(`${ownerId(corp)}/${userid.toLowerCase()}`);
  return `wo${hash.digest('base64url').slice(0, 32)}`;
}

/** The member behind an opaque id; undefined for a plain userid and for anything else. */
export const findByOpenUserid = (corp: Corp, openId: string): Person | undefined =>
  corp.people.find(({ userid }) => openUserid(corp, userid) === openId);

const ownerId = ({ robot, corpId }: Corp): string => robot?.id ?? corpId;
