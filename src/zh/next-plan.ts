/** From "下一步" or "下步" on, with what announces a plan behind it, to the end. */
const PLAN =
  /[，,；;。\s]*(?:下一?步)(?:的?(?:工作)?(?:计划|打算|安排|措施))?(?:是|为)?[：:，,\s]*(?<plan>\S[\s\S]*)$/u;

/** An answer with its plan apart; the whole text is progress when it tells of none, or of nothing else. */
export function splitPlan(text: string): { readonly progress: string; readonly nextPlan: string } {
  const found = PLAN.exec(text);
  const nextPlan = found?.groups?.['plan']?.trim() ?? '';
  const progress = text.slice(0, found?.index ?? text.length).trim();
  return progress === '' || nextPlan === '' ? { progress: text, nextPlan: '' } : { progress, nextPlan };
}
