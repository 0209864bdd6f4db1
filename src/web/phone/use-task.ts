import { computed, ref } from 'vue';
import { ApiError, call } from '../shared/api.ts';
import { useLoading } from '../shared/use-loading.ts';
import type { Detail } from './detail.ts';

/** One task; somebody else's is as little there as one that does not exist. */
export function useTask(code: string) {
  const gone = ref(false);
  const loading = useLoading(async (): Promise<Detail | null> => {
    try {
      return await call('GET /my-tasks/:code', { params: { code } });
    } catch (error) {
      if (!(error instanceof ApiError) || (error.status !== 404 && error.status !== 400)) throw error;
      gone.value = true;
      return null;
    }
  });
  return { ...loading, missing: computed(() => gone.value) };
}
