import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { InSight } from './in-sight';

@Component({ imports: [InSight], template: `<p appInSight #sight="inSight">{{ sight.seen() }}</p>` })
class Host {}

/** A browser whose screen the test scrolls. */
function setup() {
  const observers = new Set<{ observed?: Element; tell: IntersectionObserverCallback }>();
  class ScriptedObserver {
    readonly record: { observed?: Element; tell: IntersectionObserverCallback };

    constructor(tell: IntersectionObserverCallback) {
      this.record = { tell };
      observers.add(this.record);
    }

    observe(element: Element): void {
      this.record.observed = element;
    }

    disconnect(): void {
      observers.delete(this.record);
    }
  }
  Object.defineProperty(globalThis, 'IntersectionObserver', { configurable: true, value: ScriptedObserver });
  const fixture = TestBed.createComponent(Host);
  const host = fixture.nativeElement as HTMLElement;
  return {
    fixture,
    host,
    observers,
    scroll(...seen: boolean[]): void {
      const entries = seen.map((isIntersecting) => ({ isIntersecting }) as IntersectionObserverEntry);
      for (const { tell } of observers) tell(entries, {} as IntersectionObserver);
    },
  };
}

describe('InSight', () => {
  afterEach(() => void Reflect.deleteProperty(globalThis, 'IntersectionObserver'));

  it('follows its element out of sight and back, by the latest that the browser says', async () => {
    const { fixture, host, observers, scroll } = setup();
    await fixture.whenStable();
    expect(host.textContent).toBe('true');
    expect([...observers].map(({ observed }) => observed?.localName)).toEqual(['p']);
    scroll(true, false);
    await fixture.whenStable();
    expect(host.textContent).toBe('false');
    scroll(true);
    await fixture.whenStable();
    expect(host.textContent).toBe('true');
  });

  it('observes nothing once its element is gone', () => {
    const { fixture, observers } = setup();
    fixture.destroy();
    expect(observers.size).toBe(0);
  });
});
