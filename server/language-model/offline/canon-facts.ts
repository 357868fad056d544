export type Gender = 'female' | 'male' | 'nonbinary';

/** Facts of a canon that are whole numbers. */
export const NUMBER_FACTS = [
  'current_year',
  'age',
  'birth_year',
  'height_cm',
  'weight_kg',
  'graduation_year',
  'work_start_year',
  'turning_year',
] as const;

/** Facts of a canon that are short texts, ready to stand in a sentence of the profile's language. */
export const TEXT_FACTS = [
  'name', 'birthplace', 'residence', 'home', 'job', 'workplace', 'school', 'major', 'blood_type', 'hair', 'eyes',
  'mark', 'clothing', 'voice', 'father', 'father_job', 'mother', 'mother_job', 'sibling', 'sibling_relation',
  'sibling_job', 'relationship', 'friend', 'friend_job', 'mentor', 'colleague', 'rival', 'pet', 'pet_name',
  'native_language', 'second_language', 'hobby', 'second_hobby', 'favourite_food', 'disliked_food',
  'favourite_drink', 'favourite_colour', 'favourite_season', 'favourite_music', 'favourite_book', 'allergy',
  'old_injury', 'fear', 'secret', 'dream', 'habit', 'trait1', 'trait2', 'flaw', 'commute', 'income', 'savings',
  'phone', 'wake_time', 'sleep_time', 'turning_point', 'motto',
] as const; // prettier-ignore

export type NumberFact = (typeof NUMBER_FACTS)[number];
export type TextFact = (typeof TEXT_FACTS)[number];

/** What the sample model's canon holds: a flat JSON object. `birth_date` is `YYYY-MM-DD`. */
export type CanonFacts = Record<NumberFact, number> &
  Record<TextFact, string> & { gender: Gender; birth_date: string };
