import { describe, expect, test } from 'vitest';
import { clearDrafts, draftOf, type DraftContent, type Shelf } from '../../../../src/web/phone/draft.ts';

function aShelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}

const said = (text: string): DraftContent => ({ status: 'in_progress', text, nextPlan: '', files: [] });

let count = 0;
const nextKey = () => `key-${++count}`;
const open = (shelf: Shelf, userid = 'luhaiping', code = '14') => draftOf(shelf, userid, code, nextKey);

describe('草稿', () => {
  test('写了就留着，重开还在；换个人、换一项看不到', () => {
    const shelf = aShelf();
    open(shelf).write(said('收齐3宗'), false);
    expect(open(shelf).read()?.content.text).toBe('收齐3宗');
    expect(open(shelf, 'zoufan02').read()).toBeNull();
    expect(open(shelf, 'luhaiping', '6').read()).toBeNull();
  });

  test.each([
    ['一字不改再发，还是那一把钥匙', '收齐3宗', true],
    ['改了再发，是更正，换一把', '收齐4宗', false],
  ])('%s', (_, text, same) => {
    const shelf = aShelf();
    const first = open(shelf).keyFor(said('收齐3宗'));
    open(shelf).write(said(text), false);
    expect(open(shelf).keyFor(said(text)) === first).toBe(same);
  });

  test('没传完的附件，重开时说一声', () => {
    const shelf = aShelf();
    open(shelf).write(said('收齐3宗'), true);
    expect(open(shelf).read()?.filesLost).toBe(true);
  });

  test('退出登录，谁的草稿都不留；别的东西不动', () => {
    const shelf = aShelf();
    shelf.setItem('other', '1');
    open(shelf).write(said('一'), false);
    open(shelf, 'zoufan02', '23').write(said('二'), false);
    clearDrafts(shelf);
    expect([shelf.length, shelf.getItem('other')]).toEqual([1, '1']);
  });

  test('本机不让存、存满、存坏了，都不出错', () => {
    const shelf: Shelf = {
      ...aShelf(),
      getItem: () => '{坏',
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    const draft = open(shelf);
    draft.write(said('一'), false);
    expect([draft.read(), draft.keyFor(said('一'))]).toEqual([null, expect.stringContaining('key-')]);
  });
});
