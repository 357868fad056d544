import { jsonrepair } from 'jsonrepair';

/** Facts that are whole numbers. */
const INTEGERS = [
  'current_year',
  'age',
  'birth_year',
  'height_cm',
  'weight_kg',
  'work_start_year',
  'graduation_year',
  'turning_year',
] as const;

/** Facts that are short texts. */
const TEXTS = [
  'name',
  'gender',
  'birth_date',
  'birthplace',
  'residence',
  'home',
  'job',
  'workplace',
  'school',
  'major',
  'blood_type',
  'hair',
  'eyes',
  'mark',
  'clothing',
  'voice',
  'father',
  'father_job',
  'mother',
  'mother_job',
  'sibling',
  'sibling_relation',
  'sibling_job',
  'relationship',
  'friend',
  'friend_job',
  'mentor',
  'colleague',
  'rival',
  'pet',
  'pet_name',
  'native_language',
  'second_language',
  'hobby',
  'second_hobby',
  'favourite_food',
  'disliked_food',
  'favourite_drink',
  'favourite_colour',
  'favourite_season',
  'favourite_music',
  'favourite_book',
  'allergy',
  'old_injury',
  'fear',
  'secret',
  'dream',
  'habit',
  'trait1',
  'trait2',
  'flaw',
  'commute',
  'income',
  'savings',
  'phone',
  'wake_time',
  'sleep_time',
  'turning_point',
  'motto',
] as const;

const MAX_TEXT = 200;

/** The hard facts of a character: every item is written with them, so that 230 independent texts agree. */
export type Canon = Record<(typeof TEXTS)[number], string> & Record<(typeof INTEGERS)[number], number>;

/** The keys, for the prompt. */
export const CANON_KEYS = { texts: TEXTS, integers: INTEGERS };

/** The model's canon is not usable; asked again, three attempts in all, and without a canon there is no profile. */
export class CanonInvalidError extends Error {
  readonly code = 'canon_invalid';
  readonly policy = { attempts: 3, endsRun: true };
}

/**
 * Reads the model's answer: JSON, if need be repaired (fences, trailing commas, cut ends), then checked.
 * @throws CanonInvalidError that names what is wrong; never quotes the answer.
 */
export function parseCanon(answer: string): Canon {
  const facts = parseObject(answer);
  const missing = TEXTS.filter((key) => typeof facts[key] !== 'string' || facts[key].trim() === '');
  const notNumbers = INTEGERS.filter((key) => !Number.isInteger(Number(facts[key] ?? Number.NaN)));
  const wrong = [...missing, ...notNumbers];
  if (wrong.length > 0) throw new CanonInvalidError(`The facts lack or misstate: ${wrong.join(', ')}.`);
  const canon = {} as Canon;
  for (const key of TEXTS) canon[key] = (facts[key] as string).trim().slice(0, MAX_TEXT);
  for (const key of INTEGERS) canon[key] = Number(facts[key]);
  assertAge(canon);
  return canon;
}

function parseObject(answer: string): Record<string, unknown> {
  const start = answer.indexOf('{');
  if (start < 0) throw new CanonInvalidError('The answer holds no JSON object.');
  let value: unknown;
  try {
    value = JSON.parse(jsonrepair(answer.slice(start, answer.lastIndexOf('}') + 1 || undefined)));
  } catch (error) {
    throw new CanonInvalidError('The answer is not JSON, and could not be repaired.', { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CanonInvalidError('The answer is not a JSON object.');
  }
  return value as Record<string, unknown>;
}

/** Before or after this year's birthday: both are right. */
function assertAge({ current_year, birth_year, age }: Canon): void {
  const years = current_year - birth_year;
  if (years === age || years === age + 1) return;
  throw new CanonInvalidError(`Age ${age} and birth year ${birth_year} disagree in ${current_year}.`);
}
