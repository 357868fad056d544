import { effect, inject, Injectable, type OnDestroy, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { EmbedHost } from './embed-host';

/** In the place of what the portal remembers: another portal's storage is not ours, so nothing is kept. */
@Injectable()
export class ForgetfulStore {
  read(): unknown {
    return null;
  }

  write(): void {
    // Nothing is kept.
  }

  remove(): void {
    // Nothing is kept.
  }
}

/** In the place of the portal's language: the element's own, which touches neither storage nor the page's `lang`. */
@Injectable()
export class EmbeddedLanguage {
  readonly current = inject(EmbedHost).language.asReadonly();

  constructor() {
    const transloco = inject(TranslocoService);
    effect(() => transloco.setActiveLang(this.current()));
  }
}

/** In the place of the portal's notifications: they would ask in the other portal's name. */
@Injectable()
export class NoNotification {
  readonly possible = signal(false).asReadonly();
  readonly wanted = signal(false).asReadonly();
  readonly blocked = signal(false).asReadonly();

  show(): void {
    // Nobody could ask for it.
  }
}

/** In the place of Material's snack bar, which lives in the page's body: a line in the element itself. */
@Injectable()
export class Notices implements OnDestroy {
  private readonly textSignal = signal('');
  private timer: ReturnType<typeof setTimeout> | undefined;
  readonly text = this.textSignal.asReadonly();

  open(text: string, _action?: string, { duration = 4_000 }: { duration?: number } = {}): void {
    clearTimeout(this.timer);
    this.textSignal.set(text);
    this.timer = setTimeout(() => this.textSignal.set(''), duration);
  }

  ngOnDestroy(): void {
    clearTimeout(this.timer);
  }
}

/** In the place of the portal's shortcuts: the keys are the page's. */
@Injectable()
export class NoShortcuts {
  add(): () => void {
    return () => undefined;
  }
}
