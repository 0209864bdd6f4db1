import { computed, reactive, ref, shallowRef } from 'vue';
import type { AnswerOf } from '../../../contract/endpoint.ts';
import type { Endpoints } from '../../../contract/endpoints.ts';
import { importWords as words } from '../../../zh/pages/desk-import.ts';
import { addressOf, call, send } from '../../shared/api.ts';
import { download } from './download.ts';
import { useAction } from './use-action.ts';

type HandedIn = AnswerOf<Endpoints['POST /imports']>;
type Preview = AnswerOf<Endpoints['POST /imports/:token/preview']>;

/** The steps of an import: hand in, look, choose, confirm. What is chosen anew is looked at anew. */
export function useImport() {
  const { busy, said, run } = useAction();
  const upload = shallowRef<HandedIn | null>(null);
  const preview = shallowRef<Preview | null>(null);
  const done = ref(false);
  const choice = reactive({
    letter: '',
    isNew: false,
    newLetter: '',
    newName: '',
    dueOn: '',
    skipBad: false,
  });
  const people = reactive<Record<string, string>>({});
  const body = () => ({
    letter: choice.isNew ? choice.newLetter : choice.letter,
    newName: choice.isNew ? choice.newName : null,
    dueOn: choice.dueOn,
    people: Object.fromEntries(Object.entries(people).filter(([, userid]) => userid !== '')),
  });
  const params = () => ({ token: upload.value?.token ?? '' });

  const look = () =>
    run(async () => {
      preview.value = null;
      preview.value = await call('POST /imports/:token/preview', { params: params(), body: body() });
      return words.looked;
    });

  async function handIn(file: File): Promise<void> {
    done.value = false;
    preview.value = null;
    upload.value = null;
    const handed = await run(async () => {
      const response = await send(addressOf('POST /imports', { query: { name: file.name } }), {
        method: 'POST',
        headers: { 'X-Duban-Request': '1', 'Content-Type': 'application/octet-stream' },
        body: file,
      });
      upload.value = (await response.json()) as HandedIn;
      return words.received(file.name);
    });
    const kept = upload.value as HandedIn | null;
    if (!handed || !kept) return;
    for (const name of Object.keys(people)) delete people[name];
    choice.letter = kept.rounds[0]?.letter ?? '';
    choice.isNew = kept.kind === 'report' || kept.rounds.length === 0;
    choice.newLetter = kept.freeLetter ?? '';
    choice.newName = kept.title ?? '';
    choice.dueOn = kept.dueOn;
    choice.skipBad = false;
    if (!choice.isNew || choice.newName !== '') await look();
  }

  const confirm = () =>
    run(async () => {
      const { tasks, problems, letter } = await call('POST /imports/:token/confirm', {
        params: params(),
        body: { ...body(), seen: preview.value?.seen ?? '', skipBad: choice.skipBad },
      });
      done.value = true;
      upload.value = null;
      preview.value = null;
      return words.imported({ tasks, problems, letter });
    });

  const giveUp = () =>
    run(async () => {
      await call('DELETE /imports/:token', { params: params() });
      upload.value = null;
      preview.value = null;
      return words.dropped;
    });

  const save = (address: string) => run(async () => words.saved((await download(address)).fileName));
  const marked = () => save(addressOf('GET /imports/:token/marked', { params: params() }));
  const template = () => save(addressOf('GET /imports/template'));

  const mayConfirm = computed(() => {
    const seen = preview.value;
    return seen !== null && !seen.secret && seen.tasks > 0 && (seen.badRows.length === 0 || choice.skipBad);
  });
  return {
    busy,
    said,
    upload,
    preview,
    done,
    choice,
    people,
    look,
    handIn,
    confirm,
    giveUp,
    marked,
    template,
    mayConfirm,
  };
}
