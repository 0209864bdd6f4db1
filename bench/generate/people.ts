import { idOf, oneOf, pick } from './drawn.ts';
import type { Plan } from './plan.ts';

/* Invented names; who bears one of a living person does so by accident. */

const FAMILY = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'.split('');
const GIVEN = '望舒向晚知远若谷清和景行怀瑾思齐云舟子衿静好维桢致远乐山允恭秉文'.match(/../g) ?? [];
const UNITS = ['党建办公室', '综合科', '司法所', '窗口中心', '财务科', '工程科', '信息科', '执法队'];

/** People, each in a unit; the first are the office and its reviewers. */
export const peopleSql = ({ people, units, seed, reviewers }: Plan): string[] => [
  `insert into "Unit" (id, name)
     select ${idOf('unit', 'i')}, '第' || i || ${oneOf('i', 'unit', seed, UNITS)} from generate_series(1, ${units}) i`,
  `insert into "Person" (id, userid, name, "unitId", roles)
     select ${idOf('person', 'i')}, 'p' || lpad(i::text, 7, '0'),
       ${oneOf('i', 'family', seed, FAMILY)} || ${oneOf('i', 'given', seed, GIVEN)}, ${idOf('unit', `1 + i % ${units}`)},
       case when i <= ${OFFICE} then array['manager'] when i <= ${OFFICE + reviewers} then array['reviewer']
         else array[]::text[] end::"Role"[]
     from generate_series(1, ${people}) i`,
  // The head of a unit is one of its people.
  `update "Unit" u set "headId" = p.id from (
     select distinct on ("unitId") "unitId", id from "Person" order by "unitId", id desc) p where p."unitId" = u.id`,
  // One in two hundred is away just now.
  `insert into "Deputy" (id, "personId", "deputyId", "fromDay", "untilDay", "setBy", "setAt")
     select gen_random_uuid(), ${idOf('person', 'i')}, ${idOf('person', `1 + (i + ${units} - 1) % ${people}`)}, '2000-01-01',
       null, 'operator', now()
     from generate_series(1, ${people}) i where ${pick('i', 'away', seed, 200)} = 0`,
];

const OFFICE = 3;
