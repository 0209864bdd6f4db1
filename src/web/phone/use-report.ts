import { computed, onUnmounted, reactive, ref, watch } from 'vue';
import { phoneWords } from '../../zh/pages/phone.ts';
import { call } from '../shared/api.ts';
import { me } from '../shared/session.ts';
import { draftOf, newKey, type DraftContent } from './draft.ts';
import { useSending } from './send.ts';
import { useFiles } from './use-files.ts';
import type { Detail } from './detail.ts';

const { form: words } = phoneWords;

/** The form of a report: what was kept of it on this device, what is still wanting, and how it is sent. */
export function useReport(task: Detail) {
  const draft = draftOf(localStorage, me.value?.userid ?? '', task.code, newKey);
  const kept = draft.read();
  const said = kept?.content ?? task.thisWeek;
  const form = reactive({
    status: said?.status ?? '',
    text: said?.text ?? '',
    nextPlan: said?.nextPlan ?? '',
  });
  const files = useFiles(kept?.content.files ?? []);
  const content = computed((): DraftContent => ({ ...form, files: files.kept.value }));
  const needsPlan = task.horizon === 'long' && (task.thisWeek === null || task.planMissing);
  const missing = ref<string | null>(null);
  const online = ref(false);
  const sending = useSending(async () => {
    const { status, text, nextPlan } = form;
    if (status === '') throw new Error('a report without a status is not sent');
    const uploads = files.kept.value.map(({ id }) => id);
    const key = draft.keyFor(content.value);
    const answer = await call('POST /my-tasks/:code/answers', {
      params: { code: task.code },
      body: { key, status, text, nextPlan, uploads },
    });
    if (answer.outcome !== 'kept') draft.clear();
    return answer;
  });

  watch([content, files.list], () => {
    if (sending.receipt.value !== null) return;
    draft.write(
      content.value,
      files.list.value.some(({ state }) => state === 'uploading' || state === 'failed'),
    );
  });
  const stuck = computed(() => sending.offline.value || files.failed.value);
  /** Files that were cut off go on by themselves; the answer is sent by who wrote it. */
  const noteOnline = (): void => {
    online.value = stuck.value;
    void files.retryAll();
  };
  addEventListener('online', noteOnline);
  onUnmounted(() => removeEventListener('online', noteOnline));

  const lacks = (): string | null => {
    if (form.status === '') return words.needState;
    if (needsPlan && form.nextPlan.trim() === '') return words.needPlan;
    return files.failed.value ? words.filesFailed : null;
  };
  return {
    form,
    files,
    needsPlan,
    missing,
    online,
    ...sending,
    restored: kept !== null,
    filesLost: kept?.filesLost ?? false,
    /** What did not get through for want of the network. */
    stuck: computed(() => stuck.value || online.value),
    reuse(): void {
      if (task.before === null) return;
      form.status = task.before.status === 'done' ? 'in_progress' : task.before.status;
      form.text = task.before.text;
      form.nextPlan = task.before.nextPlan;
    },
    /** Files first: an answer is sent with all that belongs to it. */
    async submit(): Promise<void> {
      online.value = false;
      await files.retryAll();
      missing.value = lacks();
      if (missing.value === null) await sending.send();
    },
  };
}
