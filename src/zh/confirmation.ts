const wordsOf = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u));

const YES = wordsOf(
  `确认 确定 确认催办 确认发送 是 是的 对 对的 好 好的 可以 行 同意 没问题 嗯 ok yes
   发 发吧 发送 催 催吧 催办`,
);

const NO = wordsOf(
  `取消 取消催办 取消发送 否 不 不是 不对 不行 不可以 不同意 不确认 不用 不用了 不要 算了 算了吧 no
   不发 不发了 先不发 别发 不催 不催了 先不催 别催`,
);

/** Yes or no when the whole text is nothing else; "确认12已完成" is an answer of its own. */
export function isConfirmation(text: string): 'yes' | 'no' | null {
  const word = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{Emoji_Presentation}]/gu, '');
  if (YES.has(word)) return 'yes';
  return NO.has(word) ? 'no' : null;
}
