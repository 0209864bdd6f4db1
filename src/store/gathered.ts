/**
 * Work that is asked for one by one and done many at a time: what comes while a batch is at work goes with the next, so
 * that a flood costs hardly more statements than a trickle, and a trickle waits for nothing.
 * @param work answers for each item in the same order; a batch that fails is done again item by item, so that one bad
 * item harms no other
 */
export function gathered<Item, Answer>(
  work: (items: readonly Item[]) => Promise<readonly Answer[]>,
  most: number,
): (item: Item) => Promise<Answer> {
  interface Asked {
    readonly item: Item;
    readonly settle: (answer: Promise<Answer>) => void;
  }
  let waiting: Asked[] = [];
  let isWorking = false;

  const alone = async (item: Item): Promise<Answer> => (await work([item]))[0] as Answer;

  async function doBatch(batch: readonly Asked[]): Promise<void> {
    try {
      const answers = await work(batch.map(({ item }) => item));
      for (const [index, { settle }] of batch.entries()) settle(Promise.resolve(answers[index] as Answer));
    } catch (error) {
      if (batch.length === 1) batch[0]?.settle(Promise.reject(error));
      else await Promise.allSettled(batch.map(({ item, settle }) => tell(settle, alone(item))));
    }
  }

  function tell(settle: Asked['settle'], answer: Promise<Answer>): Promise<Answer> {
    settle(answer);
    return answer;
  }

  async function doAll(): Promise<void> {
    isWorking = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await doBatch(batch);
    }
    isWorking = false;
  }

  return (item) =>
    new Promise<Answer>((resolve) => {
      waiting.push({ item, settle: resolve });
      if (!isWorking) void doAll();
    });
}
