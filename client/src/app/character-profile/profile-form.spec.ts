import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { TranslocoTestingModule } from '@jsverse/transloco';
import { OPTIONS } from '../testing/profile-options';
import { ProfileForm } from './profile-form';

const START = '/api/workflow/character_profile_stream';

async function setup(stored?: object) {
  localStorage.clear();
  if (stored) localStorage.setItem('zzzero.draft.character-profile', JSON.stringify(stored));
  TestBed.configureTestingModule({
    imports: [
      TranslocoTestingModule.forRoot({ langs: { zh: {} }, translocoConfig: { availableLangs: ['zh'] } }),
    ],
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([{ path: 'sessions/:id', component: ProfileForm }]),
    ],
  });
  const fixture = TestBed.createComponent(ProfileForm);
  await render(fixture);
  return { fixture, http: TestBed.inject(HttpTestingController), page: new Page(fixture) };
}

/** The form asks for the collections as soon as it is there. */
async function render(fixture: ComponentFixture<ProfileForm>): Promise<void> {
  fixture.componentRef.setInput('options', OPTIONS);
  fixture.detectChanges();
  TestBed.inject(HttpTestingController)
    .expectOne('/api/collections')
    .flush({ collections: [], embedding_model: null });
  TestBed.inject(HttpTestingController).expectOne('/api/templates').flush({ templates: [] });
  for (const request of TestBed.inject(HttpTestingController).match('/api/templates/gone')) {
    request.flush(null, { status: 404, statusText: 'Not Found' });
  }
  await fixture.whenStable();
}

class Page {
  constructor(private readonly fixture: ComponentFixture<ProfileForm>) {}

  private find<T extends HTMLElement>(selector: string): T {
    return (this.fixture.nativeElement as HTMLElement).querySelector<T>(selector)!;
  }

  async type(selector: string, value: string): Promise<void> {
    const input = this.find<HTMLInputElement>(selector);
    input.value = value;
    input.dispatchEvent(new Event('input'));
    await this.fixture.whenStable();
  }

  async submit(): Promise<void> {
    this.find('form').dispatchEvent(new Event('submit', { cancelable: true }));
    await this.settled();
  }

  /** Lets the answers of the test's server arrive. */
  async settled(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await this.fixture.whenStable();
  }

  invalid(selector: string): string | null {
    return this.find(selector).getAttribute('aria-invalid');
  }

  text(selector: string): string {
    return this.find(selector)?.textContent ?? '';
  }
}

describe('ProfileForm', () => {
  it('starts what was filled in and goes to its session', async () => {
    const { http, page } = await setup();
    await page.type('#character-name', '林');
    await page.submit();

    const request = http.expectOne(START);
    expect(request.request.body).toMatchObject({ character_name: '林', selected_categories: ['basic'] });
    request.flush({ session_id: 's1', run_id: 'r1' }, { status: 202, statusText: 'Accepted' });
    await page.settled();
    expect(TestBed.inject(Router).url).toBe('/sessions/s1');
  });

  it('sends nothing that the server would refuse, and shows where', async () => {
    const { http, page } = await setup();
    await page.type('#character-name', ' ');
    await page.submit();

    http.expectNone(START);
    expect(page.invalid('#character-name')).toBe('true');
    expect(page.invalid('#basic-info')).toBe('false');
  });

  it('shows the fields that the server refused nevertheless', async () => {
    const { http, page } = await setup();
    await page.submit();
    const errors = [
      { field: 'llm_provider', message: 'is not a configured provider', code: 'unknown_provider' },
    ];
    http
      .expectOne(START)
      .flush(
        { type: 'about:blank', title: 'Bad Request', status: 400, code: 'validation_failed', errors },
        { status: 400, statusText: 'Bad Request' },
      );
    await page.settled();

    expect(page.text('[data-testid="form-problem"]')).toContain('llm_provider: is not a configured provider');
  });

  it('keeps its values over a reload', async () => {
    const { page } = await setup();
    await page.type('#character-name', '陆遥');

    const again = TestBed.createComponent(ProfileForm);
    await render(again);
    expect(
      (again.nativeElement as HTMLElement).querySelector<HTMLInputElement>('#character-name')?.value,
    ).toBe('陆遥');
  });

  it('takes the built-in template where the chosen one is gone, and says so', async () => {
    const { http, page } = await setup({ template: 'gone', categories: ['c1'] });
    expect(page.text('[data-testid="template-gone"]')).toContain('form.templateGone');
    await page.submit();

    const { body } = http.expectOne(START).request as { body: object };
    expect(body).toMatchObject({ selected_categories: ['basic'] });
    expect(body).not.toHaveProperty('template_id');
  });
});
