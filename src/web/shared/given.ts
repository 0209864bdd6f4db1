import { GIVEN, type Given } from '../../contract/given.ts';

let kept: Map<string, unknown> | null = null;

/**
 * What the service has sent along with the page for a call, once: what is asked for again is asked anew.
 * @param path of the call below /api/v1
 * @returns undefined when it has sent nothing for it
 */
export function takeGiven(path: string): unknown {
  kept ??= givenIn(globalThis.document);
  const answer = kept.get(path);
  kept.delete(path);
  return answer;
}

/** Without a document, or with one that was built and not served, there is nothing. */
function givenIn(page: Pick<Document, 'getElementById'> | undefined): Map<string, unknown> {
  const text = page?.getElementById(GIVEN)?.textContent ?? '';
  return new Map(text === '' ? [] : Object.entries(JSON.parse(text) as Given));
}
