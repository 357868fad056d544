import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { TypewriterClock } from './typewriter-clock';
import { Typing } from './typing';

@Component({ template: '' })
class Host {
  readonly text = signal('');
  readonly inSight = signal(true);
  readonly replayed = signal(0);
  shown = '';

  constructor() {
    new Typing(this, (shown) => (this.shown = shown));
  }
}

/** A clock whose frames the test decides. */
class ManualClock {
  instant = false;
  paused = false;
  now = 0;
  readonly listeners = new Set<() => void>();

  add(listener: () => void): void {
    this.listeners.add(listener);
  }

  remove(listener: () => void): void {
    this.listeners.delete(listener);
  }

  tick(ms = 20): void {
    this.now += ms;
    this.listeners.forEach((listener) => listener());
  }
}

function setup() {
  const clock = new ManualClock();
  TestBed.configureTestingModule({ providers: [{ provide: TypewriterClock, useValue: clock }] });
  const fixture = TestBed.createComponent(Host);
  const read = async () => {
    await fixture.whenStable();
    return fixture.componentInstance.shown;
  };
  return { clock, fixture, read, text: fixture.componentInstance.text };
}

describe('Typing', () => {
  it('updates the page frame by frame and lets go of the clock when everything is shown', async () => {
    const { clock, read, text } = setup();
    text.set('沈知');
    expect(await read()).toBe('');

    clock.tick();
    expect(await read()).toBe('沈');
    clock.tick(400);
    expect(await read()).toBe('沈知');
    expect(clock.listeners.size).toBe(0);
  });

  it('shows text at once where typing is unseen or unwanted', async () => {
    const { clock, read, text } = setup();
    clock.instant = true;
    text.set('沈知微');

    expect(await read()).toBe('沈知微');
    expect(clock.listeners.size).toBe(0);
  });

  it('does nothing out of sight, and shows at once to whoever comes what came meanwhile', async () => {
    const { clock, fixture, read, text } = setup();
    const { inSight } = fixture.componentInstance;
    text.set('沈');
    await read();
    clock.tick(500);
    inSight.set(false);
    text.set('沈知微');
    expect(await read()).toBe('沈');
    expect(clock.listeners.size).toBe(0);

    inSight.set(true);
    expect(await read()).toBe('沈知微');
    text.set('沈知微在');
    expect(await read()).toBe('沈知微');
    clock.tick(500);
    expect(await read()).toBe('沈知微在');
  });

  it('shows at once what comes to a display that stands still', async () => {
    const { clock, read, text } = setup();
    clock.paused = true;
    text.set('沈知微');
    expect(await read()).toBe('沈知微');
  });

  it('lets go of the clock when it leaves the page', async () => {
    const { clock, fixture, read, text } = setup();
    text.set('沈知微');
    await read();
    fixture.destroy();

    expect(clock.listeners.size).toBe(0);
  });
});
