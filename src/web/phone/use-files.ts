import { computed, reactive } from 'vue';
import { phoneWords } from '../../zh/pages/phone.ts';
import { ApiError } from '../shared/api.ts';
import { newKey, type DraftFile } from './draft.ts';
import { shrink } from './shrink.ts';
import { fetchFromWecom, upload, type Uploaded } from './upload.ts';
import type { WecomPicture } from '../shared/wecom.ts';

const MAX_BYTES = 20 * 1024 * 1024;

/** One file beside the answer, on its way or there. */
export interface Item {
  readonly key: string;
  readonly name: string;
  readonly state: 'uploading' | 'there' | 'failed' | 'refused';
  readonly percent: number;
  /** Why it is not there. */
  readonly why: string;
  readonly kept: DraftFile | null;
}

/** Sends one file again or for the first time; the key is the same each time. */
type Source = (key: string, onProgress: (percent: number) => void) => Promise<Uploaded>;

/** Files of one answer: each is sent at once and by itself, so that one that fails holds up no other. */
export function useFiles(start: readonly DraftFile[]) {
  const items = reactive(new Map<string, Item>());
  const sources = new Map<string, Source>();
  for (const kept of start)
    items.set(kept.id, { key: kept.id, name: kept.fileName, state: 'there', percent: 100, why: '', kept });

  const set = (key: string, change: Partial<Item>): void => {
    const item = items.get(key);
    // Removed meanwhile.
    if (item) items.set(key, { ...item, ...change });
  };

  async function send(key: string, source: Source): Promise<void> {
    set(key, { state: 'uploading', percent: 0, why: '' });
    try {
      const { id, fileName, bytes } = await source(key, (percent) => set(key, { percent }));
      set(key, { name: fileName, state: 'there', percent: 100, kept: { id, fileName, bytes } });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const final = error.status >= 400 && error.status < 500 && error.code !== 'too_many';
      set(key, { state: final ? 'refused' : 'failed', why: error.message });
    }
  }

  function begin(name: string): string {
    const key = newKey();
    items.set(key, { key, name, state: 'uploading', percent: 0, why: '', kept: null });
    return key;
  }
  function sendFrom(key: string, source: Source): Promise<void> {
    sources.set(key, source);
    return send(key, source);
  }

  /** What WeCom's client has chosen: its bytes, or its id at WeCom. */
  async function addWecom(pictures: readonly WecomPicture[]): Promise<void> {
    const names = pictures.map((_, index) => phoneWords.form.photo(items.size + index + 1));
    const files = pictures.flatMap((picture, index) =>
      'data' in picture ? [new File([picture.data], `${names[index]}.jpg`, { type: 'image/jpeg' })] : [],
    );
    const sends = pictures.map(async (picture, index) => {
      if ('mediaId' in picture)
        await sendFrom(begin(names[index] ?? ''), (key) => fetchFromWecom(picture.mediaId, key));
    });
    await Promise.all([add(files), ...sends]);
  }

  async function add(files: readonly File[]): Promise<void> {
    const sends = files.map(async (file) => {
      const key = begin(file.name);
      const small = await shrink(file);
      if (small.size > MAX_BYTES) return set(key, { state: 'refused', why: phoneWords.form.tooLarge });
      await sendFrom(key, (again, onProgress) => upload(small, again, onProgress));
    });
    await Promise.all(sends);
  }

  const list = computed(() => [...items.values()]);
  return {
    list,
    add,
    addWecom,
    async retry(key: string): Promise<void> {
      const source = sources.get(key);
      if (source) await send(key, source);
    },
    /** Those that failed for want of the network. */
    async retryAll(): Promise<void> {
      const failed = list.value.filter(({ state }) => state === 'failed');
      await Promise.all(failed.map(({ key }) => this.retry(key)));
    },
    remove(key: string): void {
      items.delete(key);
      sources.delete(key);
    },
    kept: computed(() => list.value.flatMap(({ kept }) => (kept ? [kept] : []))),
    busy: computed(() => list.value.some(({ state }) => state === 'uploading')),
    failed: computed(() => list.value.some(({ state }) => state === 'failed')),
  };
}

export type Files = ReturnType<typeof useFiles>;
