import { ref, type Ref } from 'vue';
import { START_LOCATION, type RouteLocationNormalized, type Router } from 'vue-router';
import { pageErrors } from '../../zh/pages/errors.ts';

export interface LostWay {
  /** A sentence for people; null while every page came that was wanted. */
  readonly problem: Ref<string | null>;
  again(): void;
}

/**
 * The script of a page is fetched when somebody goes there. It may not come: the network is away, or the service was
 * updated meanwhile and the file has another name; then the whole page is fetched anew.
 * @param isThere whether the service answers
 */
export function mindTheWay(
  router: Router,
  { isThere, load }: { isThere(): Promise<boolean>; load(address: string): void } = browser,
): LostWay {
  const problem = ref<string | null>(null);
  let wanted: RouteLocationNormalized | null = null;
  router.onError(async (_error: unknown, to, from) => {
    wanted = to;
    // What does not come at the very beginning would not come the second time either.
    if (from !== START_LOCATION && (await isThere())) load(router.resolve(to).href);
    else problem.value = pageErrors.offline;
  });
  router.afterEach((_to, _from, failure) => {
    if (!failure) problem.value = null;
  });
  return {
    problem,
    again() {
      if (wanted) void router.push(wanted);
    },
  };
}

const browser = {
  isThere: () =>
    fetch('/healthz', { cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    ),
  load: (address: string) => location.assign(address),
};
