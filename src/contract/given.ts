/*
 * Answers that the service sends along with a page, so that a slow phone has nothing to ask for before it shows
 * something: by the address of the call below /api/v1, in an element that no browser runs.
 */

/** The id of the element. */
export const GIVEN = 'given';

/** `/my-tasks` → what `GET /my-tasks` answers. */
export type Given = Readonly<Record<string, unknown>>;
