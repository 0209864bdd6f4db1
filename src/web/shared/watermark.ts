import type { Me } from './session.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** Who looked at it and when, over everything that shows the text of a finding. */
export function watermarkOf(me: Me | null, now = new Date()): string {
  if (me === null) return '';
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${me.name} ${me.userid} ${day} ${two(now.getHours())}:${two(now.getMinutes())}`;
}
