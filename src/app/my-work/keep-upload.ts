import type { AuditEntry } from '../audit/audit-stores.ts';
import type { KeptMedia } from '../delivery/channel-stores.ts';
import { markOf } from '../conversation/fetch-media.ts';
import { keepMessage } from '../conversation/receive-message.ts';
import { fileKind, type FileKind } from '../media/file-kind.ts';
import type { Deps } from '../ports.ts';
import { pageKey } from './submit.ts';

export interface Upload {
  /** Made by the page, the same for each repeat. */
  readonly key: string;
  readonly fileName: string;
  readonly data: Buffer;
}

export type KeptUpload =
  | { readonly kept: KeptMedia }
  | { readonly refused: 'not_known_here' | 'upload_type' | 'upload_secret' | 'upload_unseen' };

/**
 * Keeps a picture or file that somebody adds on a page, before he has sent the answer it belongs to. What bears a mark
 * of secrecy is refused and nothing of it kept (domain rule 10). Not to be called inside a transaction.
 */
export async function keepUpload(deps: Deps, userid: string, upload: Upload): Promise<KeptUpload> {
  const { store, clock, words } = deps;
  const person = await store.people.byUserid(userid);
  if (!person?.active) return { refused: 'not_known_here' };
  const fileName = nameOf(upload.fileName);
  const kind = kindOf(fileName, upload.data);
  const refused = refusalOf(deps, fileName, upload.data, kind);
  const says = { at: clock.now(), actor: person.userid, source: 'page' } as const;
  if (kind === null || refused !== null) {
    await audit(deps, { ...says, ...refusalNote(refused, upload.data) });
    return { refused: refused?.why ?? 'upload_type' };
  }
  const dedupeKey = pageKey(person.id, `upload:${upload.key}`);
  await keepMessage(deps, {
    dedupeKey,
    channel: 'page',
    senderId: person.userid,
    sentAt: clock.now(),
    groupId: null,
    replyTo: null,
    content: { type: 'page', said: { do: 'upload' } },
  });
  const message = await store.inbound.byKey(dedupeKey);
  if (message === null) throw new Error('an upload just kept is not there');
  const [known] = await store.media.ofMessage(message.id);
  if (known) return { kept: known };
  const kept = await store.media.keep(
    {
      inboundId: message.id,
      no: 1,
      media: kind.shown ? 'image' : 'file',
      fileName: words.maskNumbers(fileName),
      mediaType: kind.mediaType,
      fetchedAt: clock.now(),
    },
    upload.data,
  );
  await store.transaction(async (stores) => {
    await stores.inbound.markHandled(message.id, 'upload_kept', clock.now(), person.id, []);
    const detail = { sha256: kept.sha256, bytes: kept.bytes };
    await stores.audit.append({ ...says, event: 'upload_kept', subject: message.id, detail });
  });
  return { kept };
}

/** The last part of a path, without what no file name has. */
const nameOf = (said: string): string =>
  (said.split(/[/\\]/).at(-1) ?? '')
    // eslint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
    .slice(-120);

/** By content, and the name has to fit: a document that calls itself a picture is none of what we take. */
function kindOf(fileName: string, data: Buffer): FileKind | null {
  const kind = fileKind(data);
  const extension = fileName.split('.').at(-1)?.toLowerCase() ?? '';
  if (kind === null) return null;
  // Phones rename pictures without changing them.
  return kind.extensions.includes(extension) || (kind.shown && PICTURES.has(extension)) ? kind : null;
}

const PICTURES: ReadonlySet<string> = new Set(['png', 'jpg', 'jpeg', 'webp', 'gif']);

interface UploadRefusal {
  readonly why: 'upload_secret' | 'upload_unseen';
  readonly markIn: 'name' | 'content' | null;
}

function refusalOf(deps: Deps, fileName: string, data: Buffer, kind: FileKind | null): UploadRefusal | null {
  const mediaType = kind?.mediaType ?? '';
  const markIn = markOf(deps, { fileName, mediaType, data });
  if (markIn === 'unseen') return { why: 'upload_unseen', markIn: null };
  return markIn && { why: 'upload_secret', markIn };
}

function refusalNote(
  refused: UploadRefusal | null,
  data: Buffer,
): Pick<AuditEntry, 'event' | 'subject' | 'refused' | 'detail'> {
  const event = refused?.why === 'upload_secret' ? 'secret_refused' : 'upload_refused';
  const why = refused?.why ?? 'upload_type';
  const detail = { what: 'file', why, bytes: data.length, markIn: refused?.markIn ?? null };
  return { event, subject: 'upload', refused: true, detail };
}

const audit = (deps: Deps, entry: AuditEntry): Promise<void> =>
  deps.store.transaction((stores) => stores.audit.append(entry));
