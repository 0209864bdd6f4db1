/* 绑定码: what an official sends the robot once, so that it knows who he is (bots §B8). */

/** What people type before it. */
const LEAD = /^(?:我的)?绑定码?[是为]?[:,\s]*/;

/** Crockford's digits and letters: no I, L, O, U. */
const CODE = /^BD[-‐‑–—_\s]*((?:[0-9A-HJKMNP-TV-Z][-\s]*){6})$/;

/** `BD-7K3Q9M`, however it was typed: 全角, small letters, spaces, O for 0, I or L for 1. Null when it is anything else. */
export function bindingCodeIn(text: string): string | null {
  const typed = text
    .normalize('NFKC')
    .trim()
    .replace(LEAD, '')
    .replaceAll(/^["“‘【]|["”’】。.!]+$/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const letters = CODE.exec(typed)?.[1]?.replaceAll(/[-\s]/g, '');
  return letters === undefined ? null : `BD-${letters}`;
}
