import { describe, expect, test } from 'vitest';
import { lexiconOf, literalAt, wordAt } from '../../../../../src/domain/reply/text/lexicon.ts';
import { normalise } from '../../../../../src/domain/reply/text/normalise.ts';
import { titleIndex } from '../../../../../src/domain/reply/text/title-index.ts';
import { tokenise } from '../../../../../src/domain/reply/text/tokenise.ts';
import type { RawToken } from '../../../../../src/domain/reply/text/tokens.ts';
import { longestAt } from '../../../../../src/domain/reply/text/word-tree.ts';
import { vocabulary } from '../../../../../src/zh/vocabulary.ts';
import { aContext } from '../reply-fixtures.ts';

const titles = titleIndex(aContext().items, vocabulary);

function cut(text: string): string[] {
  const normal = normalise(text).text;
  const tokens = tokenise(normal, { today: '2026-06-10', titles, vocabulary, expectsDate: false });
  return tokens.map((token) => `${normal.slice(token.start, token.end)}/${label(token)}`);
}

const label = (token: RawToken): string => (token.kind === 'amount' ? token.of : token.kind);

describe('words, dates, numbers and marks', () => {
  test.each<[text: string, tokens: string]>([
    ['6没完成', '6/number 没/word 完成/word'],
    ['未整改到位', '未/word 整改到位/word'],
    ['第12项', '第12项/number'],
    ['第 6 项', '第 6 项/number'],
    ['第六项目前已完成', '第六项/number 目前/word 已/word 完成/word'],
    ['9处理完了', '9/number 处理完/word 了/word'],
    ['9处', '9处/things'],
    ['2项', '2项/number'],
    ['9个仓库', '9个/things 仓库/unknown'],
    ['9号楼', '9号楼/things'],
    ['20余家', '20余家/things'],
    ['3.5万元', '3.5万元/things'],
    ['百分之八十', '百分之八十/percent'],
    ['99.5%', '99.5%/percent'],
    ['15:30', '15:30/things'],
    ['6月30日前完成9', '6月30日前/date 完成/word 9/number'],
    ['6 月底前', '6/number 月底前/date'],
    ['6年底前', '6/number 年底前/date'],
    ['延到15号', '延到/word 15号/date'],
    ['15号', '15号/number'],
    ['9.6.30前', '9/number ./mark 6.30前/date'],
    ['十一前', '十一前/date'],
    ['十一已', '十一/number 已/word'],
    ['资产的', '资产/title 的/word'],
    ['一是修订', '一是/word 修订/word'],
    ['①修订', '①/word 修订/word'],
    ['BOOK', 'BOOK/unknown'],
    ['6OK', '6/number OK/word'],
  ])('%s', (text, tokens) => {
    expect(cut(text)).toEqual(splitTokens(tokens));
  });

  test('quoted words are content, quoted titles name the task', () => {
    expect(cut('“6已完成”')).toEqual(['“/mark', '6/unknown', '已/unknown', '完成/unknown', '”/mark']);
    expect(cut('“资产监管不到位”')).toEqual(['“/mark', '资产监管不到位/title', '”/mark']);
  });

  test('tokens cover the text in order and never overlap', () => {
    const text = normalise('9 正在推进：已立案，下周发限期拆除通知（第2项3.5万元）').text;
    const tokens = tokenise(text, { today: '2026-06-10', titles, vocabulary, expectsDate: false });
    const covered = tokens.map(({ start, end }) => text.slice(start, end)).join('');
    expect(covered).toBe(text.replaceAll(' ', ''));
  });
});

/** Tokens are written with a blank between them; a token with blanks inside ends at its label. */
const splitTokens = (tokens: string): string[] => tokens.split(/(?<=\/[a-z]+) /).map((token) => token.trim());

describe('the lexicon', () => {
  const lexicon = lexiconOf({ ...emptyWords(), not: '没 没有', ask: '需', plan: '需 需要' });

  test('takes the longest word', () => {
    expect(wordAt('没有进展', 0, lexicon)?.end).toBe(2);
    expect(wordAt('有', 0, lexicon)).toBeNull();
  });

  test('lets a word play several parts', () => {
    expect([...(wordAt('需', 0, lexicon)?.roles ?? [])].toSorted()).toEqual(['ask', 'plan']);
  });

  test('finds the longest of a few literals', () => {
    expect(literalAt('之前', 0, ['之', '之前', '前'])).toBe('之前');
    expect(literalAt('前', 0, [])).toBeNull();
  });
});

function emptyWords(): Parameters<typeof lexiconOf>[0] {
  const roles = new Set([...vocabulary.lexicon.roles.values()].flatMap((set) => [...set]));
  return Object.fromEntries([...roles].map((role) => [role, ''])) as Parameters<typeof lexiconOf>[0];
}

describe('words of titles', () => {
  const index = titleIndex(
    [
      { code: '5', title: '消防安全管理不牢' },
      { code: '14', title: '消防通道隐患较多' },
      { code: '21', title: '土地整改落实不到位' },
    ],
    vocabulary,
  );

  test.each<[word: string, codes: string[] | undefined]>([
    ['消防', ['5', '14']],
    ['消防通道', ['14']],
    ['消防安全管理不牢', ['5']],
    ['土地', ['21']],
    ['不到位', undefined],
    ['整改', undefined],
    ['落实', undefined],
    ['较多', undefined],
    ['防', undefined],
  ])('%s names %s', (word, codes) => {
    expect(longestAt(index, word, 0, (_, end) => end === word.length)?.value).toEqual(codes);
  });
});
