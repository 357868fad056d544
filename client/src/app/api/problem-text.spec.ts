import { TestBed } from '@angular/core/testing';
import { TranslocoService, TranslocoTestingModule } from '@jsverse/transloco';
import { flatTexts, problemCodes, texts } from '../testing/texts';
import { problemText, type Told } from './problem-text';

/** What no page can meet: who asks by hand, at start-up, of a server without a portal, or for a file by its address. */
const UNMET: readonly string[] = [
  'artifact_not_found',
  'bad_address',
  'body_too_deep',
  'charset_unsupported',
  'database_folder_unwritable',
  'database_migration_failed',
  'database_platform_unsupported',
  'database_start_failed',
  'database_version_mismatch',
  'malformed_json',
  'not_served_here',
  'request_aborted',
  'request_size_invalid',
];
/** What the page itself finds out. */
const OWN = ['unreachable', 'unexpected_answer'];

function setup(language: 'zh' | 'en' = 'en') {
  TestBed.configureTestingModule({
    imports: [
      TranslocoTestingModule.forRoot({
        langs: { zh: texts('zh'), en: texts('en') },
        translocoConfig: { availableLangs: ['zh', 'en'], defaultLang: language },
        preloadLangs: true,
      }),
    ],
  });
  const transloco = TestBed.inject(TranslocoService);
  return (told: Partial<Told>) => problemText(transloco, { code: 'x', message: 'The server’s.', ...told });
}

describe('problemText', () => {
  it.each(['zh', 'en'] as const)(
    'has words in %s for all that a reader can meet, and nothing else',
    (lang) => {
      const met = [...problemCodes().filter((code) => !UNMET.includes(code)), ...OWN];
      expect(Object.keys(texts(lang)['problems']!).sort()).toEqual(met.sort());
    },
  );

  it('knows of no exception that the server does not answer', () => {
    expect(UNMET.filter((code) => !problemCodes().includes(code))).toEqual([]);
  });

  it('says what it knows in the reader’s language', () => {
    expect(setup('zh')({ code: 'session_busy' })).toBe(flatTexts('zh')['problems.session_busy']);
  });

  it('says what the server has said where it knows nothing, and never a key', () => {
    const text = setup();
    expect(text({ code: 'brought_by_a_newer_server' })).toBe('The server’s.');
    expect(text({ code: '' })).toBe('The server’s.');
  });

  it('knows the failures of a run too, of which a cast tells the code alone', () => {
    expect(setup()({ code: 'provider_timeout', message: 'provider_timeout' })).toBe(
      flatTexts('en')['faults.provider_timeout'],
    );
  });

  it('names each field that was refused, and leaves what it does not know as it is', () => {
    const text = setup()({
      code: 'validation_failed',
      fields: [
        { field: 'categories[2].items[0].name', code: 'max_length', message: 'is too long for us' },
        { field: 'seed[1]', code: 'unheard_of', message: 'must be prime' },
      ],
    });
    expect(text).toBe(
      'The server does not accept some fields: Category 3 · Item 1 · Name: is too long; seed[1]: must be prime',
    );
  });
});
