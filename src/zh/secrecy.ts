const GRADE = String.raw`(?:绝\s*密|机\s*密|秘\s*密)`;

/**
 * How a document or a message is marked (domain rule 10). A mark stands at the head of a line, in brackets, in a file
 * name, behind 密级 or before ★ or 级; inside a sentence the same words are ordinary (商业秘密, 秘密投票). Where a
 * text can be read both ways it is refused: sending again without the word costs less than keeping a secret.
 */
const MARKS: readonly RegExp[] = [
  // 秘密★1年
  new RegExp(String.raw`${GRADE}\s*[★☆✩✭✰⭐*]`, 'u'),
  // 机密级; but 计算机密级 and 随机密级 are about something else
  new RegExp(String.raw`(?<![算手随])${GRADE}\s*级`, 'u'),
  // 密级：机密
  new RegExp(String.raw`(?:密\s*级|(?:保密|涉密|秘密)等级)\s*[:为是]?\s*["'“(\[【]?\s*${GRADE}`, 'u'),
  // 【机密】, (秘密)
  new RegExp(String.raw`[【\[(〔「]\s*${GRADE}\s*[】\])〕」,·]`, 'u'),
  // 机密 alone on its line, 机密：…, 机密-名单.xlsx, 12 秘密，…
  new RegExp(String.raw`^\s*(?:[A-Z]?\d+\s*[号项、.:]?\s*)?${GRADE}\s*(?:$|[\s:,.;。、!·\-_—~/([【])`, 'imu'),
  // 会议纪要_机密.docx
  new RegExp(String.raw`[\-_—·/\\:]\s*${GRADE}\s*[\-_—.·]`, 'u'),
];

/** 秘密, 机密 or 绝密 as a mark of secrecy, not as a word. */
export function hasSecrecyMark(text: string): boolean {
  const normal = text
    .normalize('NFKC')
    .replaceAll(/[\u200B-\u200D\u2060\uFEFF]/gu, '')
    // From each of a million empty lines the search would run to their end.
    .replaceAll(/\s+/gu, (gap) => (/[\n\r\u2028\u2029]/u.test(gap) ? '\n' : ' '));
  return MARKS.some((mark) => mark.test(normal));
}
