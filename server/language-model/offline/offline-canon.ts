import type { CanonFacts, Gender } from './canon-facts.js';
import { inventFamily } from './family-names.js';
import { loadPools, type PhrasePool, type Pools } from './pools.js';
import type { Language } from './prompt-tags.js';
import { SeededChoice } from './seeded-choice.js';
import { readStatedFacts, type StatedFacts } from './stated-facts.js';
import { inventWorkingLife } from './working-life.js';

const HEIGHTS: Record<Gender, [number, number]> = {
  female: [155, 172],
  male: [168, 186],
  nonbinary: [158, 178],
};

/**
 * The canon of a request: what its free text states, and the rest drawn from the pools by a hash of name, text and
 * language. The same request gives the same canon in every process and every year's calls agree with `currentYear`.
 */
export function inventCanon(
  request: Record<string, unknown>,
  language: Language,
  currentYear: number,
): CanonFacts {
  const pools = loadPools(language);
  const name = asText(request['character_name']).trim() || (language === 'zh' ? '无名' : 'Nameless');
  const basicInfo = asText(request['basic_info']);
  const choice = new SeededChoice(`${name}\u0000${basicInfo}\u0000${language}`);
  const stated = readStatedFacts(basicInfo);
  const gender = stated.gender ?? choice.pick('gender', ['female', 'male'] as const);
  const { age, birthYear, birthDate } = inventBirth(stated, currentYear, choice);
  const draw = (pool: PhrasePool) => choice.pick(pool, pools[pool]);
  const person = (pool: PhrasePool) => choice.pick(pool, without(pools[pool], name));
  const [trait1 = '', trait2 = ''] = statedFirst(
    basicInfo,
    choice.pickSome('traits', pools.traits, pools.traits.length),
  );
  const [fatherJob = '', motherJob = ''] = choice.pickSome('parent jobs', pools.parent_jobs, 2);
  const height = stated.height_cm ?? choice.integer('height', ...heights(gender, age));
  return {
    name,
    gender,
    current_year: currentYear,
    age,
    birth_year: birthYear,
    birth_date: birthDate,
    birthplace: stated.birthplace ?? draw('towns'),
    residence: stated.residence ?? draw('cities'),
    home: draw('homes'),
    ...inventWorkingLife({ age, birthYear, currentYear }, stated, pools, choice),
    height_cm: height,
    weight_kg: stated.weight_kg ?? Math.round((choice.integer('build', 190, 225) / 10) * (height / 100) ** 2),
    blood_type: (stated.blood_type ?? choice.pick('blood', ['A', 'B', 'O', 'AB'])).toUpperCase(),
    hair: draw('hair'),
    eyes: draw('eyes'),
    mark: draw('marks'),
    clothing: draw('clothing'),
    voice: draw('voices'),
    ...inventFamily(name, stated, language, pools, choice),
    father_job: stated.father_job ?? fatherJob,
    mother_job: stated.mother_job ?? motherJob,
    sibling_job: stated.sibling_job ?? draw('sibling_jobs'),
    relationship: relationship(stated, language) ?? draw('relationships'),
    friend: person('friends'),
    friend_job: draw('friend_jobs'),
    mentor: person('mentors'),
    colleague: person('colleagues'),
    rival: person('rivals'),
    ...choosePet(stated, language, pools, choice),
    native_language: draw('native_languages'),
    second_language: draw('second_languages'),
    hobby: stated.hobby ?? draw('hobbies'),
    second_hobby: draw('second_hobbies'),
    favourite_food: draw('favourite_foods'),
    disliked_food: draw('disliked_foods'),
    favourite_drink: draw('favourite_drinks'),
    favourite_colour: draw('favourite_colours'),
    favourite_season: draw('favourite_seasons'),
    favourite_music: draw('favourite_musics'),
    favourite_book: draw('favourite_books'),
    allergy: stated.allergy ?? draw('allergies'),
    old_injury: draw('old_injuries'),
    fear: stated.fear ?? draw('fears'),
    secret: draw('secrets'),
    dream: stated.dream ?? draw('dreams'),
    habit: draw('habits'),
    trait1,
    trait2,
    flaw: draw('flaws'),
    phone: draw('phones'),
    wake_time: draw('wake_times'),
    sleep_time: draw('sleep_times'),
    turning_point: draw('turning_points'),
    turning_year: choice.integer('turning', birthYear + Math.max(1, Math.round(age / 3)), currentYear - 1),
    motto: draw('mottos'),
  };
}

function inventBirth(
  stated: StatedFacts,
  currentYear: number,
  choice: SeededChoice,
): { age: number; birthYear: number; birthDate: string } {
  const byYear = stated.birth_year === undefined ? undefined : currentYear - stated.birth_year;
  const age = Math.min(120, Math.max(3, stated.age ?? byYear ?? choice.integer('age', 22, 45)));
  // Whether this year's birthday has passed is open; a year that was stated decides it where it fits the age.
  const fits = byYear === age || byYear === age + 1;
  const birthYear = fits ? currentYear - byYear : currentYear - age - choice.integer('birthday', 0, 1);
  const month = stated.birth_month ?? choice.integer('month', 1, 12);
  const day = stated.birth_day ?? choice.integer('day', 1, 28);
  return { age, birthYear, birthDate: `${birthYear}-${two(month)}-${two(day)}` };
}

function heights(gender: Gender, age: number): [number, number] {
  const [low, high] = HEIGHTS[gender];
  const missing = Math.max(0, 16 - age) * 5;
  return [low - missing, high - missing];
}

function relationship(stated: StatedFacts, language: Language): string | undefined {
  const word = stated.relationship?.toLowerCase();
  if (word === undefined) return undefined;
  if (/husband|wife|丈夫|妻子/u.test(word)) return language === 'en' ? 'is married' : '已婚';
  return language === 'en' ? `is ${word}` : word;
}

/** The words that the request itself uses, before the drawn ones. */
function statedFirst(basicInfo: string, words: readonly string[]): string[] {
  const info = basicInfo.toLowerCase();
  return [...words.filter((word) => info.includes(word)), ...words.filter((word) => !info.includes(word))];
}

function choosePet(
  stated: StatedFacts,
  language: Language,
  pools: Pools,
  choice: SeededChoice,
): { pet: string; pet_name: string } {
  const { name, phrase } = choice.pick('pet', pools.pets);
  if (!stated.pet) return { pet: phrase, pet_name: name };
  const called = /叫([\p{Script=Han}]{1,4})的|(?:called|named) (\p{Lu}\p{L}+)/u.exec(stated.pet);
  const own = called?.[1] ?? called?.[2];
  if (own) return { pet: stated.pet, pet_name: own };
  const given = choice.pick('pet name', pools.pet_names);
  const pet =
    language === 'en'
      ? `${stated.pet} called ${given}`
      : stated.pet.replace(/^(一[只条匹])/u, `$1叫${given}的`);
  return { pet, pet_name: given };
}

function without(list: readonly string[], name: string): readonly string[] {
  return list.filter((other) => other !== name);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
