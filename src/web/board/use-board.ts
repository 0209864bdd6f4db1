import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import type { AnswerOf } from '../../contract/endpoint.ts';
import type { Endpoints } from '../../contract/endpoints.ts';
import { wordBoard, type WordedBoard } from '../../zh/pages/board.ts';
import { addressOf, call } from '../shared/api.ts';
import { useLoading, type Loading } from '../shared/use-loading.ts';
import { listen } from './live.ts';

export type BoardAnswer = AnswerOf<Endpoints['GET /board']>;

export interface ShownBoard extends Pick<Loading<BoardAnswer>, 'data' | 'problem' | 'reload'> {
  /** The round's letter; empty until somebody has chosen one. */
  readonly letter: Ref<string>;
  readonly worded: ComputedRef<WordedBoard | null>;
  readonly connected: Ref<boolean>;
}

/** The board of the chosen round, loaded anew whenever the service says that something has changed. */
export function useBoard(chosen: string): ShownBoard {
  const letter = ref(chosen);
  const { data, problem, reload } = useLoading(() =>
    call('GET /board', { query: letter.value === '' ? {} : { round: letter.value } }),
  );
  watch(letter, () => void reload());
  const { connected } = listen(() => new EventSource(addressOf('GET /board/events')), {
    state(version) {
      if (data.value?.version !== version) void reload();
    },
    // Whose session has ended is led to sign in by that.
    lost: () => void reload(),
  });
  const worded = computed(() => (data.value?.board ? wordBoard(data.value.board) : null));
  return { data, problem, reload, letter, worded, connected };
}
