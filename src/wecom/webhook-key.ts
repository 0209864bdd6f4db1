/**
 * The key of each webhook by its name. People paste the whole address the group shows them:
 * `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…` (bots §A5, 93000).
 */
export const webhookKeys = (given: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(given).map(([name, value]) => [name, keyIn(value)]));

function keyIn(value: string): string {
  const text = value.trim();
  return /[?&]key=([^&#\s]+)/.exec(text)?.[1] ?? text;
}
