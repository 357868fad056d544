import type { NumberFact, TextFact } from './canon-facts.js';
import type { Job, Pools } from './pools.js';
import type { SeededChoice } from './seeded-choice.js';
import type { StatedFacts } from './stated-facts.js';

type WorkingLife = Record<
  Extract<TextFact, 'job' | 'workplace' | 'major' | 'school' | 'commute' | 'income' | 'savings'>,
  string
> &
  Record<Extract<NumberFact, 'graduation_year' | 'work_start_year'>, number>;

const LEARNER = /学徒|实习|\bapprentice\b|\btrainee\b/iu;
const PUPIL = /学生|研究生|\bstudent\b|\bpupil\b/iu;

/** Education and work that fit one another and the age: nobody starts to work before leaving school. */
export function inventWorkingLife(
  life: { age: number; birthYear: number; currentYear: number },
  stated: StatedFacts,
  pools: Pools,
  choice: SeededChoice,
): WorkingLife {
  const { age, birthYear, currentYear } = life;
  const pupil = stated.job ? PUPIL.test(stated.job) : age < 18;
  const young = age < 22;
  const place = choice.pick('school place', pools.cities);
  const leavingAge = age >= 22 ? 22 : age >= 18 ? 18 : age >= 15 ? 15 : age >= 12 ? 12 : Math.min(6, age);
  const graduation = Math.min(currentYear, birthYear + leavingAge);
  const job = chooseJob(stated.job, pupil, pools, choice);
  const learning = !pupil && (age < 20 || LEARNER.test(stated.job ?? ''));
  return {
    job: job.job,
    workplace: job.workplace,
    major: young ? choice.pick('young major', pools.young_majors) : job.major,
    school: choice.pick('school', young ? pools.young_schools : pools.schools).replace('{place}', place),
    commute: choice.pick('commute', pools[pupil ? 'student_commutes' : 'commutes']),
    income: choice.pick('income', pools[pupil ? 'student_incomes' : learning ? 'young_incomes' : 'incomes']),
    savings: choice.pick('savings', pools[pupil ? 'student_savings' : 'savings']),
    graduation_year: graduation,
    work_start_year: Math.min(currentYear, graduation + choice.integer('gap', 0, pupil ? 0 : 1)),
  };
}

function chooseJob(stated: string | undefined, pupil: boolean, pools: Pools, choice: SeededChoice): Job {
  if (pupil) return { ...pools.student, job: stated ?? pools.student.job };
  if (!stated) return choice.pick('job', pools.jobs);
  const known = pools.jobs.find(({ match }) => new RegExp(match, 'iu').test(stated));
  return {
    job: stated,
    workplace: known?.workplace ?? choice.pick('workplace', pools.unknown_workplaces),
    major: known?.major ?? choice.pick('major', pools.unknown_majors),
  };
}
