import { call } from './api.ts';

/*
 * What WeCom's client can do for a page: its camera, its directory. Loaded when it is wanted and never before, and
 * whoever asks has another way when it fails.
 */

type Sdk = typeof import('@wecom/jssdk');

const agent = navigator.userAgent;
export const isInWecom = /wxwork\//i.test(agent);
/** chooseImage is there on phones only (app-api §7.4). */
export const hasWecomCamera = isInWecom && /Android|iPhone|iPad/i.test(agent);
const isIos = /iPhone|iPad/i.test(agent);

/** A client that never answers is as good as none. */
const PATIENCE_MS = 8000;
const APIS = ['chooseImage', 'getLocalImgData', 'uploadImage', 'selectEnterpriseContact'];

/** @returns null when somebody has changed his mind @throws when WeCom's client does not do it */
export async function wecomPictures(most: number): Promise<readonly WecomPicture[] | null> {
  const ww = await ready();
  const { chooseImage, SizeType } = ww;
  const chosen = await unlessCancelled(chooseImage({ count: most, sizeType: [SizeType.compressed] }));
  if (chosen === null) return null;
  return Promise.all(chosen.localIds.map((localId) => pictureOf(ww, localId)));
}

/** The bytes where the client gives them, else the id by which the service gets them from WeCom. */
export type WecomPicture = { readonly data: Blob } | { readonly mediaId: string };

async function pictureOf(ww: Sdk, localId: string): Promise<WecomPicture> {
  if (isIos) {
    const { localData } = await ww.getLocalImgData({ localId }).catch(() => ({ localData: '' }));
    const data = pictureIn(localData);
    if (data) return { data };
  }
  const { serverId } = await ww.uploadImage({ localId, isShowProgressTips: true });
  return { mediaId: serverId };
}

/** With or without `data:…,` in front, and in lines or not: clients differ. */
function pictureIn(base64: string): Blob | null {
  try {
    const bytes = atob(base64.replace(/^data:[^,]*,/, '').replaceAll(/\s/g, ''));
    if (bytes === '') return null;
    return new Blob([Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))], { type: 'image/jpeg' });
  } catch {
    return null;
  }
}

/** One of WeCom's directory; null when nobody was chosen. @throws when WeCom's client does not do it */
export async function wecomMember(): Promise<{ readonly userid: string; readonly name: string } | null> {
  const ww = await ready();
  const chosen = await unlessCancelled(
    ww.selectEnterpriseContact({
      fromDepartmentId: 0,
      mode: ww.SelectEnterpriseContactMode.single,
      type: [ww.SelectEnterpriseContactType.user],
    }),
  );
  const [person] = chosen?.result.userList ?? [];
  return person ? { userid: person.id, name: person.name } : null;
}

async function unlessCancelled<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isCancelled(error)) return null;
    throw error;
  }
}

const isCancelled = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'errMsg' in error &&
  String(error.errMsg).endsWith(':cancel');

let opened: Promise<Sdk> | null = null;

/** The SDK, when the client has accepted this page. */
async function ready(): Promise<Sdk> {
  opened ??= open();
  try {
    const ww = await opened;
    await inTime(accepted(ww));
    return ww;
  } catch (error) {
    // The next one who wants it begins anew.
    opened = null;
    throw error;
  }
}

/** The ticket that the latest signature was made with, and the one that was refused. */
let ticket: string | undefined;
let refused: string | undefined;

async function open(): Promise<Sdk> {
  const [ww, { app }] = await Promise.all([import('@wecom/jssdk'), call('GET /jssdk')]);
  if (app === null) throw new Error('no self-built app');
  ww.register({
    ...app,
    jsApiList: APIS,
    getConfigSignature: (url) => sign('corp', url),
    getAgentConfigSignature: (url) => sign('agent', url),
  });
  return ww;
}

async function sign(kind: 'corp' | 'agent', url: string) {
  const signed = await call('GET /jssdk/signature', { query: { kind, url, refused } });
  ticket = signed.ticket;
  return signed;
}

/** A ticket may have died early: once more, by another one. */
async function accepted(ww: Sdk): Promise<void> {
  try {
    await ww.ensureConfigReady();
  } catch {
    refused = ticket;
    await ww.ensureConfigReady();
  }
}

const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, fail) => {
      setTimeout(() => fail(new Error('WeCom does not answer')), PATIENCE_MS);
    }),
  ]);
