import { ref } from 'vue';
import type { AnswerOf } from '../../contract/endpoint.ts';
import type { Endpoints } from '../../contract/endpoints.ts';
import { ApiError } from '../shared/api.ts';

export type Receipt = AnswerOf<Endpoints['POST /my-tasks/:code/answers']>;

/** One thing said to the service: what became of it, and whether the network was there. */
export function useSending(sendIt: () => Promise<Receipt>) {
  const receipt = ref<Receipt | null>(null);
  const problem = ref<string | null>(null);
  const offline = ref(false);
  const busy = ref(false);
  return {
    receipt,
    problem,
    offline,
    busy,
    async send(): Promise<void> {
      // A second tap while the first is under way is the same tap.
      if (busy.value) return;
      busy.value = true;
      problem.value = null;
      try {
        receipt.value = await sendIt();
        offline.value = false;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        offline.value = error.code === 'offline';
        problem.value = offline.value ? null : error.message;
      } finally {
        busy.value = false;
      }
    },
  };
}
