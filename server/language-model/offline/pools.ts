import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Language } from './prompt-tags.js';

export interface Job {
  job: string;
  workplace: string;
  major: string;
}

type Sexed<T> = Record<'female' | 'male', T>;

/** Lists of plain phrases, by their keys in pools.yaml. */
export type PhrasePool =
  | 'surnames' | 'father_given' | 'mother_given' | 'friends' | 'friend_jobs' | 'mentors' | 'colleagues' | 'rivals'
  | 'cities' | 'towns' | 'homes' | 'hair' | 'eyes' | 'marks' | 'clothing' | 'voices' | 'parent_jobs' | 'sibling_jobs'
  | 'relationships' | 'pet_names' | 'native_languages' | 'second_languages' | 'hobbies' | 'second_hobbies'
  | 'favourite_foods' | 'disliked_foods' | 'favourite_drinks' | 'favourite_colours' | 'favourite_seasons'
  | 'favourite_musics' | 'favourite_books' | 'allergies' | 'old_injuries' | 'fears' | 'secrets' | 'dreams' | 'habits'
  | 'traits' | 'flaws' | 'commutes' | 'student_commutes' | 'incomes' | 'young_incomes' | 'student_incomes' | 'savings'
  | 'student_savings' | 'phones' | 'wake_times' | 'sleep_times' | 'turning_points' | 'mottos' | 'schools'
  | 'young_schools' | 'young_majors' | 'unknown_workplaces' | 'unknown_majors'; // prettier-ignore

/** The shape of pools.yaml in one language. */
export type Pools = Record<PhrasePool, string[]> & {
  young_given: string[] | Sexed<string[]>;
  pets: { name: string; phrase: string }[];
  cousin: Sexed<string>;
  siblings: { relation: string; sex: 'female' | 'male' }[];
  student: Job;
  jobs: (Job & { match: string })[];
  /** Chinese only. */
  compound_surnames?: string[];
  /** English only: surnames of Chinese names, for relatives of somebody whose name is written in Chinese. */
  pinyin?: Record<string, string>;
};

let pools: Record<Language, Pools> | undefined;

/** Read on first use: whoever has a real model never pays for it. */
export function loadPools(language: Language): Pools {
  pools ??= parse(readFileSync(join(import.meta.dirname, 'pools.yaml'), 'utf8')) as Record<Language, Pools>;
  return pools[language];
}
