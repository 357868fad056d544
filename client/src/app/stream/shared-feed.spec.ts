import { ScriptedConnectionPorts, settled } from '../testing/scripted-connection-ports';
import { ScriptedTabs } from '../testing/scripted-tabs';
import { DOZE_AFTER_MS, DOZE_POLL_MS } from './doze';
import { LEADER_SILENCE_MS, SharedFeed } from './shared-feed';

/** A tab that follows one session, and counts on nothing: it keeps what continues its own cursor. */
function openTab(browser: ScriptedTabs, session: string, after = 0, ports = new ScriptedConnectionPorts()) {
  const tab = browser.open();
  const feed = new SharedFeed(ports, tab);
  const seqs: number[] = [];
  const told: string[] = [];
  let cursor = after;
  const leave = feed.subscribe(
    session,
    () => cursor,
    (message) => {
      told.push(message.type);
      if (message.type !== 'event' || message.event.seq !== cursor + 1) return;
      cursor = message.event.seq;
      seqs.push(cursor);
    },
  );
  ports.pass(20);
  return { ports, tab, feed, seqs, told, leave };
}

const positions = ({ ports }: { ports: ScriptedConnectionPorts }) =>
  Object.fromEntries([...ports.last.positions].map(([session, { seq }]) => [session, seq]));

describe('SharedFeed', () => {
  it('keeps one connection for all tabs, and each tab hears what it follows', async () => {
    const browser = new ScriptedTabs();
    const [first, second, third] = [
      openTab(browser, 'a'),
      openTab(browser, 'b', 7),
      openTab(browser, 'a', 2),
    ];
    first.ports.pass(20);
    expect([first, second, third].map(({ feed }) => feed.role())).toEqual(['leader', 'follower', 'follower']);
    expect(positions(first)).toEqual({ a: 0, b: 7 });
    expect([second, third].map(({ ports }) => ports.sources.length)).toEqual([0, 0]);

    first.ports.last.beat();
    first.ports.last.event('a', 1, 2, 3);
    first.ports.last.event('b', 8);
    await settled();
    expect([first.seqs, second.seqs, third.seqs]).toEqual([[1, 2, 3], [8], [3]]);
  });

  it('tells the other tabs as one what comes together, without waiting for a timer', async () => {
    const browser = new ScriptedTabs();
    const [first, second] = [openTab(browser, 'a'), openTab(browser, 'a')];
    first.ports.pass(20);
    const before = browser.posted;
    first.ports.last.event('a', 1, 2, 3);
    await settled();
    expect(second.seqs).toEqual([1, 2, 3]);
    expect(browser.posted - before).toBe(1);
  });

  it('goes on without a gap when the leader dies', async () => {
    const browser = new ScriptedTabs();
    const [first, second, third] = [openTab(browser, 'a'), openTab(browser, 'b'), openTab(browser, 'a')];
    first.ports.pass(20);
    first.ports.last.beat();
    first.ports.last.event('a', 1, 2);
    first.ports.last.event('b', 1);
    await settled();
    browser.kill(first.tab);
    second.ports.pass(20);

    expect([second.feed.role(), third.feed.role()]).toEqual(['leader', 'follower']);
    expect(positions(second)).toEqual({ a: 2, b: 1 });
    second.ports.last.beat();
    second.ports.last.event('a', 3);
    second.ports.last.event('b', 2);
    await settled();
    expect([second.seqs, third.seqs]).toEqual([
      [1, 2],
      [1, 2, 3],
    ]);
  });

  it('hands over what the others were not told yet', () => {
    const browser = new ScriptedTabs();
    const [first, second] = [openTab(browser, 'a'), openTab(browser, 'a')];
    first.ports.last.beat();
    first.ports.last.event('a', 1, 2);
    browser.kill(first.tab);
    second.ports.pass(20);
    expect(positions(second)).toEqual({ a: 0 });
  });

  it('drops what a dead tab followed', () => {
    const browser = new ScriptedTabs();
    const [first, second] = [openTab(browser, 'a'), openTab(browser, 'b')];
    first.ports.pass(20);
    browser.kill(second.tab);
    first.ports.pass(20);
    expect(positions(first)).toEqual({ a: 0 });
  });

  it('does not ask for what was refused on behalf of a tab that has not heard of it yet', async () => {
    const browser = new ScriptedTabs();
    const [first, second] = [openTab(browser, 'a'), openTab(browser, 'b')];
    first.ports.pass(20);
    first.ports.last.say({ type: 'refused', session: 'b', code: 'too_many_viewers' });
    // Something else changes meanwhile.
    first.feed.subscribe(
      'c',
      () => 0,
      () => undefined,
    );
    first.ports.pass(20);
    await settled();
    expect(positions(first)).toEqual({ a: 0, c: 0 });
    expect(second.told).toEqual(['refused']);
  });

  it('tells a tab that comes late how far a session is, and whether it rests', async () => {
    const browser = new ScriptedTabs();
    const first = openTab(browser, 'a');
    first.ports.last.beat();
    first.ports.last.event('a', 1, 2);
    const second = openTab(browser, 'a');
    await settled();
    expect(second.told).toEqual(['reached']);
    first.ports.last.say({ type: 'rest', session: 'a', seq: 2 });
    await settled();
    const third = openTab(browser, 'a');
    await settled();
    expect(third.told).toEqual(['rest']);
    expect(first.ports.sources).toHaveLength(1);
  });

  it('shows in every tab how the browser is connected', () => {
    const browser = new ScriptedTabs();
    const [first, second] = [openTab(browser, 'a'), openTab(browser, 'a')];
    first.ports.last.beat();
    first.ports.last.say({ type: 'database', trouble: 'read_only' });
    first.feed.tellState();
    expect(second.feed.state()).toMatchObject({ status: 'live', database: 'read_only' });
  });

  it('takes the lead from a tab that is silent for too long', async () => {
    const browser = new ScriptedTabs();
    const [first, second] = [openTab(browser, 'a'), openTab(browser, 'a')];
    first.ports.last.beat();
    first.ports.last.event('a', 1);
    await settled();
    second.ports.pass(LEADER_SILENCE_MS);

    expect([first.feed.role(), second.feed.role()]).toEqual(['follower', 'leader']);
    expect(first.ports.last.closed).toBe(true);
    second.ports.pass(20);
    expect(positions(second)).toEqual({ a: 1 });
    second.ports.last.event('a', 2);
    await settled();
    expect([first.seqs, second.seqs]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('does not depose a leader who lives while the network swallows everything', () => {
    const browser = new ScriptedTabs();
    const buffered = new ScriptedConnectionPorts();
    buffered.memory = 'buffers';
    // Every pause is as long as it can be.
    buffered.random = () => 0.999;
    const first = openTab(browser, 'a', 0, buffered);
    const second = openTab(browser, 'a');
    let told = first.feed.state();
    const roles = new Set<string>();
    for (let seconds = 0; seconds < 600; seconds++) {
      first.ports.pass(1_000);
      if (first.feed.state() !== told) first.feed.tellState();
      told = first.feed.state();
      second.ports.pass(1_000);
      roles.add(second.feed.role());
    }
    expect([...roles]).toEqual(['follower']);
  });

  it('waits once for the end of a tab, however often the lead changes hands', () => {
    const browser = new ScriptedTabs();
    const [first, second] = [openTab(browser, 'a'), openTab(browser, 'a')];
    for (let n = 0; n < 3; n++) {
      second.ports.pass(LEADER_SILENCE_MS);
      first.ports.pass(LEADER_SILENCE_MS);
    }
    expect([first.feed.role(), second.feed.role()]).toEqual(['leader', 'follower']);
    expect([first.tab.mourners.length, second.tab.mourners.length]).toEqual([1, 1]);
  });

  it('keeps the stream of a leader at whom nobody looks: others depend on it', async () => {
    const browser = new ScriptedTabs();
    const [first, second] = [openTab(browser, 'a'), openTab(browser, 'a')];
    first.ports.last.beat();
    first.ports.tell('hidden');
    first.ports.pass(DOZE_AFTER_MS);
    expect([first.ports.sources.length, first.ports.last.closed]).toEqual([1, false]);
    first.ports.last.event('a', 1);
    await settled();
    expect(second.seqs).toEqual([1]);
  });

  it('lets a tab that is alone do without its stream while nobody looks', () => {
    const ports = new ScriptedConnectionPorts();
    const feed = new SharedFeed(ports, null);
    const types: string[] = [];
    feed.subscribe(
      'a',
      () => 0,
      ({ type }) => types.push(type),
    );
    ports.pass(20);
    ports.last.beat();
    ports.tell('hidden');
    ports.pass(DOZE_AFTER_MS);
    expect([feed.role(), ports.last.closed]).toEqual(['alone', true]);
    ports.pass(DOZE_POLL_MS);
    ports.last.beat();
    ports.last.event('a', 1);
    expect(types).toEqual(['event']);
  });

  it('lets the connection go with its last subscriber', () => {
    const browser = new ScriptedTabs();
    const [first, second] = [openTab(browser, 'a'), openTab(browser, 'a')];
    first.leave();
    first.ports.pass(20);
    expect(first.ports.last.closed).toBe(false);
    second.leave();
    first.ports.pass(20);
    expect(first.ports.last.closed).toBe(true);
  });

  it('tells nothing where nobody listens any more', async () => {
    const browser = new ScriptedTabs();
    const [first, second] = [openTab(browser, 'a'), openTab(browser, 'a')];
    first.ports.pass(20);
    second.leave();
    await settled();
    const before = browser.posted;
    first.ports.last.beat();
    first.ports.last.event('a', 1);
    await settled();
    expect(browser.posted).toBe(before);
  });
});
