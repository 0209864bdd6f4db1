/**
 * What was said to the robot, without the mention it begins with. WeCom does not say who was mentioned (bots §B3), so
 * the names are configured; whoever else is mentioned carries meaning and stays.
 */
export function createMentionStripper(names: readonly string[]): (text: string) => string {
  if (names.length === 0) return (text) => text;
  // The longest first, or of 督办助手 only 督办 would go.
  const known = names.toSorted((a, b) => b.length - a.length).map(escapeRegExp);
  // \s has U+2005 and U+00A0 in it, which the clients put behind a name; some put nothing there.
  const mention = new RegExp(`^(?:\\s*@(?:${known.join('|')})\\s*)+`, 'u');
  return (text) => text.replace(mention, '');
}

const escapeRegExp = (text: string): string => text.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&');
