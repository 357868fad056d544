import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import type { RunStatus } from '../api/run-state';
import { DisplayPause } from '../chat/display-pause';
import { SessionView } from '../chat/session-view';
import { PortalLanguage } from '../shared/portal-language';
import { RunAnnouncer } from './run-announcer';
import { RunNotification } from './run-notification';

function setup() {
  const run = signal<{ id: string; status: RunStatus }>({ id: '1', status: 'running' });
  const document = {
    items: { entries: () => [][Symbol.iterator]() },
    session: () => ({ title: '沈知微' }),
  };
  const told: string[] = [];
  TestBed.configureTestingModule({
    providers: [
      { provide: SessionView, useValue: { id: signal('s'), run, state: signal({ document }) } },
      { provide: DisplayPause, useValue: { held: { ended: signal(false) } } },
      { provide: PortalLanguage, useValue: { current: signal('zh') } },
      { provide: TranslocoService, useValue: { translate: (key: string) => key } },
      {
        provide: RunNotification,
        useValue: {
          show: (id: string, title: string, text: string) => {
            told.push(`${id} ${title} ${text}`);
            throw new TypeError('Illegal constructor');
          },
        },
      },
    ],
  });
  const fixture = TestBed.createComponent(RunAnnouncer);
  const becomes = (status: RunStatus, id = '1') => {
    run.set({ id, status });
    try {
      fixture.detectChanges();
    } catch {
      // As on a page, where it goes to the console.
    }
  };
  return { becomes, told };
}

describe('RunAnnouncer', () => {
  it('tells an end once, whatever comes of telling it, and the next run’s too', () => {
    const { becomes, told } = setup();
    becomes('running');
    becomes('cancelled');
    becomes('cancelled');
    expect(told).toEqual(['1 沈知微 run.status.cancelled']);
    becomes('running', '2');
    becomes('finished', '2');
    expect(told.slice(1)).toEqual(['2 沈知微 run.status.finished']);
  });

  it('tells no end that was there when it came', () => {
    const { becomes, told } = setup();
    becomes('finished');
    expect(told).toEqual([]);
  });
});
