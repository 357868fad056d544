import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { StreamedText } from './streamed-text';
import { type TypingListener, TypewriterClock } from './typewriter-clock';
import { Typing } from './typing';

@Component({ template: '' })
class Host {
  readonly source = signal(new StreamedText());
  readonly inSight = signal(true);
  readonly replayed = signal(0);
  shown = '';

  constructor() {
    new Typing(this, {
      append: (more) => (this.shown += more),
      clear: () => (this.shown = ''),
    });
  }
}

/** A clock whose beats the test decides. */
class ManualClock {
  instant = false;
  paused = false;
  now = 0;
  readonly listeners = new Set<TypingListener>();

  add(listener: TypingListener): void {
    this.listeners.add(listener);
  }

  remove(listener: TypingListener): void {
    this.listeners.delete(listener);
  }

  tick(ms = 20): void {
    this.now += ms;
    this.listeners.forEach((listener) => listener(this.now, this.instant));
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
  const write = (more: string) => fixture.componentInstance.source().append(more);
  return { clock, fixture, read, write };
}

describe('Typing', () => {
  it('updates the page beat by beat and lets go of the clock when everything is shown', async () => {
    const { clock, read, write } = setup();
    write('沈知');
    expect(await read()).toBe('');

    clock.tick();
    expect(await read()).toBe('沈');
    clock.tick(400);
    expect(await read()).toBe('沈知');
    expect(clock.listeners.size).toBe(0);
  });

  it('shows text at once where typing is unseen or unwanted', async () => {
    const { clock, read, write } = setup();
    clock.instant = true;
    write('沈知微');

    expect(await read()).toBe('沈知微');
    expect(clock.listeners.size).toBe(0);
  });

  it('does nothing out of sight, and shows at once to whoever comes what came meanwhile', async () => {
    const { clock, fixture, read, write } = setup();
    const { inSight } = fixture.componentInstance;
    write('沈');
    await read();
    clock.tick(500);
    inSight.set(false);
    write('知微');
    expect(await read()).toBe('沈');
    expect(clock.listeners.size).toBe(0);

    inSight.set(true);
    expect(await read()).toBe('沈知微');
    write('在');
    expect(await read()).toBe('沈知微');
    clock.tick(500);
    expect(await read()).toBe('沈知微在');
  });

  it('shows at once what comes to a display that stands still', async () => {
    const { clock, read, write } = setup();
    clock.paused = true;
    write('沈知微');
    expect(await read()).toBe('沈知微');
  });

  it('shows to whoever comes back what was half typed when he left', async () => {
    const { clock, fixture, read, write } = setup();
    const { inSight } = fixture.componentInstance;
    write('沈知微');
    await read();
    clock.tick();
    inSight.set(false);
    expect(await read()).toBe('沈');
    inSight.set(true);
    expect(await read()).toBe('沈知微');
  });

  it('starts over with another text', async () => {
    const { clock, fixture, read, write } = setup();
    write('第一稿');
    await read();
    clock.tick(500);
    fixture.componentInstance.source.set(new StreamedText());
    write('另');
    expect(await read()).toBe('');
    clock.tick(500);
    expect(await read()).toBe('另');
  });

  it('lets go of the clock when it leaves the page', async () => {
    const { clock, fixture, read, write } = setup();
    write('沈知微');
    await read();
    fixture.destroy();

    expect(clock.listeners.size).toBe(0);
  });
});
