/** What is so, and what to click or to set; nothing of the latter when all is well. */
type Sentence = readonly [finding: string, remedy?: string];

/** By the finding they are for. */
export type Sentences = Readonly<Record<string, (finding: never) => Sentence>>;
