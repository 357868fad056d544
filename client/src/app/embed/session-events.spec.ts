import type { RunStatus } from '../api/run-state';
import { SessionEvents, type PicturedItem, type SessionPicture } from './session-events';

function item(step: string, done: boolean, attempt = 1): PicturedItem {
  return { step, attempt, done, title: `title of ${step}`, text: () => `text of ${step}.${attempt}` };
}

function picture(status: RunStatus, items: PicturedItem[] = [], change: Partial<SessionPicture> = {}) {
  return { sessionId: 's1', run: { id: 'r1', status }, items, problem: null, ...change };
}

function typesOf(events: { type: string }[]): string[] {
  return events.map(({ type }) => type);
}

describe('SessionEvents', () => {
  it('tells how a session stands when it is opened, and not what was written before', () => {
    const events = new SessionEvents();
    expect(events.look({ sessionId: 's1', run: undefined, items: [], problem: null })).toEqual([]);
    expect(events.look(picture('finished', [item('a', true)]))).toEqual([
      { type: 'zzzero-progress', detail: { done: 1, total: 1 } },
      { type: 'zzzero-status', detail: { session_id: 's1', run_id: 'r1', status: 'finished' } },
    ]);
  });

  it('tells each item once when it is accepted, with its text', () => {
    const events = new SessionEvents();
    events.look(picture('running', [item('a', false), item('b', false)]));
    const now = picture('running', [item('a', true), item('b', false)]);
    expect(events.look(now)).toEqual([
      { type: 'zzzero-item', detail: { step: 'a', title: 'title of a', text: 'text of a.1' } },
      { type: 'zzzero-progress', detail: { done: 1, total: 2 } },
    ]);
    expect(events.look(now)).toEqual([]);
  });

  it('tells an item again that was written again', () => {
    const events = new SessionEvents();
    events.look(picture('running', [item('a', true)]));
    expect(events.look(picture('running', [item('a', true, 2)]))).toEqual([
      { type: 'zzzero-item', detail: { step: 'a', title: 'title of a', text: 'text of a.2' } },
    ]);
  });

  it('tells the end of a run that it has seen going on, after its last item', () => {
    const events = new SessionEvents();
    events.look(picture('running', [item('a', false)]));
    expect(typesOf(events.look(picture('finished', [item('a', true)])))).toEqual([
      'zzzero-item',
      'zzzero-progress',
      'zzzero-status',
      'zzzero-end',
    ]);
  });

  it('begins anew with another session', () => {
    const events = new SessionEvents();
    events.look(picture('running', [item('a', false)]));
    const other = picture('cancelled', [item('x', true)], {
      sessionId: 's2',
      run: { id: 'r2', status: 'cancelled' },
    });
    expect(typesOf(events.look(other))).toEqual(['zzzero-progress', 'zzzero-status']);
  });

  it('tells a problem once, and again when it comes back', () => {
    const events = new SessionEvents();
    const problem = { code: 'unreachable', message: 'no answer' };
    const bad = { sessionId: 's1', run: undefined, items: [], problem };
    expect(events.look(bad)).toEqual([{ type: 'zzzero-error', detail: problem }]);
    expect(events.look(bad)).toEqual([]);
    events.look({ ...bad, problem: null });
    expect(typesOf(events.look(bad))).toEqual(['zzzero-error']);
  });
});
