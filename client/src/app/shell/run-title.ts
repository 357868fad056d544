import { effect, inject, Service, untracked } from '@angular/core';
import { Title } from '@angular/platform-browser';
import type { RunStatus } from '../api/run-state';
import { SessionView } from '../chat/session-view';

/** Tells in the title of the tab how far the run is: the page of another portal keeps its own. */
@Service()
export class RunTitle {
  constructor() {
    const view = inject(SessionView);
    const title = inject(Title);
    effect(() => {
      const { document } = view.state();
      const run = view.run();
      const items = document.items.entries().filter(([, { category }]) => category !== null);
      const done = items.filter(([, { status }]) => status === 'done');
      const name = document.session()?.title;
      untracked(() =>
        title.setTitle(
          name && run ? `${mark(run.status, done.length, items.length)} ${name} · ZZZero` : 'ZZZero',
        ),
      );
    });
  }
}

function mark(status: RunStatus, done: number, total: number): string {
  switch (status) {
    case 'queued':
    case 'running':
    case 'stopping':
      return `${done}/${total}`;
    case 'finished':
      return '✓';
    case 'failed':
      return '!';
    case 'cancelled':
      return '■';
    case 'interrupted':
      return '?';
  }
}
