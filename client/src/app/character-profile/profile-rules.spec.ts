import { Injector, runInInjectionContext, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { form } from '@angular/forms/signals';
import { defaultDraft, type ProfileDraft } from './profile-draft';
import { OPTIONS } from '../testing/profile-options';
import { profileRules } from './profile-rules';

/** The kinds of errors of a draft, by field. */
function errorsOf(changes: Partial<ProfileDraft>): Record<string, string | undefined> {
  const model = signal<ProfileDraft>({ ...defaultDraft(OPTIONS, 'zh'), ...changes });
  const tree = runInInjectionContext(TestBed.inject(Injector), () =>
    form(
      model,
      profileRules(() => 16),
    ),
  );
  const fields = Object.keys(changes) as (keyof ProfileDraft)[];
  return Object.fromEntries(fields.map((field) => [field, tree[field]().errors()[0]?.kind]));
}

describe('profileRules', () => {
  it('accept the server’s example', () => {
    expect(errorsOf(defaultDraft(OPTIONS, 'zh'))).toEqual(
      Object.fromEntries(Object.keys(defaultDraft(OPTIONS, 'zh')).map((field) => [field, undefined])),
    );
  });

  it.each<[string, Partial<ProfileDraft>, string | undefined]>([
    ['an empty name', { characterName: '  ' }, 'nameRequired'],
    ['80 characters beyond the basic plane', { characterName: '𠮷'.repeat(80) }, undefined],
    ['81 characters', { characterName: '沈'.repeat(81) }, 'nameTooLong'],
    ['4,000 characters of information', { basicInfo: '字'.repeat(4_000) }, undefined],
    ['4,001 characters of information', { basicInfo: '字'.repeat(4_001) }, 'infoTooLong'],
    ['no category', { categories: [] }, 'noCategory'],
    ['temperature 2', { temperature: 2 }, undefined],
    ['temperature 2.1', { temperature: 2.1 }, 'temperatureRange'],
    ['no item at once', { concurrency: 0 }, 'concurrencyRange'],
    ['17 items at once', { concurrency: 17 }, 'concurrencyRange'],
    ['one and a half items', { concurrency: 1.5 }, 'concurrencyRange'],
    ['no cap', { tokenCap: null }, undefined],
    ['a cap of 1,000', { tokenCap: 1_000 }, undefined],
    ['a cap of 999', { tokenCap: 999 }, 'tokenCapRange'],
  ])('judge %s as the server does', (_story, changes, kind) => {
    expect(Object.values(errorsOf(changes))).toEqual([kind]);
  });
});
