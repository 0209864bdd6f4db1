const ALL = /^(都是|全部|全部都是|都|都有|都算|两项都是|两个都是|每项都是|所有|一样|全是)的?$/u;
/** What may stand around the codes without saying anything else. */
const FILLERS =
  /是|属于|给|算|第|号|项|任务|事项|的|佐证|材料|照片|图片|图|文件|视频|这|张|和|与|及|跟|、|都/gu;

/**
 * "6", "6号的照片", "6和7", "都是" to "which of them do these pictures bear out?".
 * @param codes those that were offered
 * @returns the codes meant, or null when the text says something else
 */
export function evidenceAnswer(text: string, codes: readonly string[]): readonly string[] | null {
  const said = text.normalize('NFKC').toUpperCase();
  const bare = said.replaceAll(/[\s\p{P}]/gu, '');
  if (ALL.test(bare)) return codes;
  const words = said
    .replaceAll(FILLERS, ' ')
    .split(/[\s\p{P}]+/u)
    .filter(Boolean);
  const isNamed = words.length > 0 && words.every((word) => codes.includes(word));
  return isNamed ? [...new Set(words)] : null;
}
