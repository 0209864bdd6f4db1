import type { Answer } from '../answer.ts';
import type { Corp, Person } from '../corp.ts';
import type { AuthRequest } from './request.ts';

/* The pages a browser sees on its way. They need no script. */

const TITLES: Readonly<Record<AuthRequest['kind'], string>> = {
  web: '网页授权',
  login: '企业微信扫码登录',
};

/** @param address of this page, to which the choice is added */
export function choicePage(corp: Corp, { kind, redirect, isPrivate }: AuthRequest, address: string): string {
  const people = corp.people.filter((person) => person.disabled !== true);
  return page(
    TITLES[kind],
    `<p>${escaped(corp.corpName)} · ${escaped(corp.agent.name)}</p>
    <p>选一个身份，回到 <b>${escaped(redirect.host)}</b>${isPrivate ? '，并同意提供手机号和邮箱' : ''}</p>
    <ul>${people.map((person) => choice(address, person.userid, person.name, placeOf(corp, person))).join('')}
    ${choice(address, 'openid:outsider', '企业以外的人', '只有 openid，没有 userid')}</ul>`,
  );
}

export const refusalPage = ({ errcode, errmsg }: Answer): string =>
  page('无法授权', `<p>错误码 <b>${errcode}</b></p><p>${escaped(errmsg)}</p>`);

function choice(address: string, as: string, name: string, place: string): string {
  const href = new URL(address, 'http://sandbox');
  href.searchParams.set('as', as);
  return `<li><a href="${escaped(href.pathname + href.search)}"><b>${escaped(name)}</b><span>${escaped(place)}</span></a></li>`;
}

const placeOf = (corp: Corp, { department, position = '' }: Person): string => {
  const names = corp.departments.filter(({ id }) => department.includes(id)).map(({ name }) => name);
  return [names.join('、'), position].filter((part) => part !== '').join(' · ');
};

const page = (title: string, content: string): string => `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escaped(title)} · 企业微信沙箱</title>
    <link rel="icon" type="image/svg+xml" href="/icon.svg" />
    <link rel="stylesheet" href="/authorize.css" />
  </head>
  <body><main><h1>${escaped(title)}</h1>${content}</main></body>
</html>
`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
