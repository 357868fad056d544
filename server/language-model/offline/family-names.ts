import type { Gender, TextFact } from './canon-facts.js';
import type { Pools } from './pools.js';
import type { SeededChoice } from './seeded-choice.js';
import type { StatedFacts } from './stated-facts.js';

type Family = Record<Extract<TextFact, 'father' | 'mother' | 'sibling' | 'sibling_relation'>, string>;

const HAN = /\p{Script=Han}/u;

/** Parents and one sibling who share the character's surname. An only child gets a cousin: items speak of one. */
export function inventFamily(
  name: string,
  stated: StatedFacts,
  language: 'zh' | 'en',
  pools: Pools,
  choice: SeededChoice,
): Family {
  const surname = surnameOf(name, language, pools) ?? choice.pick('surname', pools.surnames);
  const own = pools.surnames.filter((other) => other !== surname);
  const compose = (given: string, family: string) =>
    language === 'zh' ? family + given : `${given} ${family}`;
  const father = compose(choice.pick('father', pools.father_given), surname);
  // Women keep their own surname in a Chinese family; in an English one they share it.
  const maiden = language === 'zh' ? choice.pick('mother surname', own) : surname;
  const mother = compose(choice.pick('mother', pools.mother_given), maiden);
  const { relation, sex } = chooseSibling(stated, pools, choice);
  const names = Array.isArray(pools.young_given) ? pools.young_given : pools.young_given[sex];
  const free = names.filter((given) => !name.includes(given));
  const given = choice.pick('sibling name', free);
  const sibling = language === 'zh' ? (stated.only_child ? maiden : surname) + given : given;
  return { father, mother, sibling, sibling_relation: relation };
}

function chooseSibling(
  stated: StatedFacts,
  pools: Pools,
  choice: SeededChoice,
): { relation: string; sex: Exclude<Gender, 'nonbinary'> } {
  if (stated.only_child) {
    const sex = choice.pick('cousin', ['female', 'male'] as const);
    return { relation: pools.cousin[sex], sex };
  }
  const relation = stated.sibling_relation;
  if (relation) return { relation, sex: /哥|弟|brother/iu.test(relation) ? 'male' : 'female' };
  return choice.pick('sibling', pools.siblings);
}

function surnameOf(name: string, language: 'zh' | 'en', pools: Pools): string | undefined {
  if (language === 'zh') {
    const known = [...(pools.compound_surnames ?? []), ...pools.surnames];
    return known.find((surname) => name.startsWith(surname) && name.length > surname.length);
  }
  if (HAN.test(name)) return pools.pinyin?.[name.charAt(0)];
  const words = name.trim().split(/\s+/);
  return words.length > 1 ? words.at(-1) : undefined;
}
