import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { PhaseStatus } from '../api/run-state';
import { SessionView } from '../chat/session-view';
import { portalWords, speak } from '../testing/portal-words';
import { aDocument } from '../testing/session-documents';
import { PhaseRail } from './phase-rail';

const title = (zh: string) => ({ zh, en: zh });

async function setup() {
  TestBed.configureTestingModule({
    imports: [portalWords],
    providers: [provideHttpClient(), provideHttpClientTesting()],
  });
  speak('zh');
  const state = TestBed.inject(SessionView).state();
  state.document.replace({
    ...aDocument({}),
    // The document is by id; the order is said.
    phases: {
      save: { title: title('保存'), order: 3, status: 'waiting' },
      items: { title: title('逐条撰写'), order: 1, status: 'waiting' },
      canon: { title: title('确立事实'), order: 0, status: 'running' },
      review: { title: title('审校'), order: 2, status: 'waiting' },
    },
  });
  const fixture = TestBed.createComponent(PhaseRail);
  await fixture.whenStable();
  const phases = () => [...(fixture.nativeElement as HTMLElement).querySelectorAll('li')];
  return {
    /** Each phase as it is read, and which of them is the current step. */
    read: () => phases().map(({ textContent }) => textContent.trim().replaceAll(/\s+/g, ' ')),
    current: () =>
      phases().flatMap((phase, index) => (phase.getAttribute('aria-current') === 'step' ? [index] : [])),
    tell: async (statuses: Record<string, PhaseStatus>) => {
      const delta = Object.entries(statuses).map(([phase, value]) => ({
        op: 'replace' as const,
        path: `/phases/${phase}/status`,
        value,
      }));
      state.apply({ type: 'STATE_DELTA', delta });
      await fixture.whenStable();
    },
  };
}

describe('PhaseRail', () => {
  it('goes from facts to items, review and saved files as the run does', async () => {
    const { read, current, tell } = await setup();
    expect(read()).toEqual(['确立事实 进行中', '逐条撰写 等待', '审校 等待', '保存 等待']);
    expect(current()).toEqual([0]);

    await tell({ canon: 'done', items: 'running' });
    expect(read()).toEqual(['确立事实 完成', '逐条撰写 进行中', '审校 等待', '保存 等待']);
    expect(current()).toEqual([1]);

    await tell({ items: 'done', review: 'running' });
    expect(current()).toEqual([2]);

    await tell({ review: 'done', save: 'done' });
    expect(read()).toEqual(['确立事实 完成', '逐条撰写 完成', '审校 完成', '保存 完成']);
    expect(current()).toEqual([]);
  });

  it('shows where a run was stopped, and what failed', async () => {
    const { read, current, tell } = await setup();
    await tell({ canon: 'failed', items: 'stopped' });

    expect(read().slice(0, 2)).toEqual(['确立事实 失败', '逐条撰写 已停止']);
    expect(current()).toEqual([]);
  });
});
