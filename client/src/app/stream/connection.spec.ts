import { ScriptedConnectionPorts, SPREAD_MS } from '../testing/scripted-connection-ports';
import { Connection } from './connection';
import { DOZE_AFTER_MS, DOZE_POLL_MS } from './doze';
import { HOLD_S, LOST_ANSWER_MS } from './short-answer';
import { SILENCE_MS } from './silence-watch';
import { FIRST_SIGN_MS } from './watched-stream';
import type { FeedMessage } from './feed-message';
import type { NetworkFinding } from './network-finding';
import { RETEST_MS } from './network-scout';

const JOIN_MS = 20;

function setup({
  memory = null as NetworkFinding | null,
  ownHeaders = false,
  mayDoze = false,
  hidden = false,
} = {}) {
  const ports = new ScriptedConnectionPorts();
  Object.assign(ports, { memory, ownHeaders, hidden });
  const messages: FeedMessage[] = [];
  const connection = new Connection(ports, (message) => messages.push(message), mayDoze);
  connection.follow(new Map([['s', 4]]));
  ports.pass(JOIN_MS);
  const seqs = () => messages.flatMap((each) => (each.type === 'event' ? [each.event.seq] : []));
  return { ports, connection, messages, seqs };
}

/** Ends the stream, and lets the time pass after which the page comes back. */
function lose(ports: ScriptedConnectionPorts): void {
  ports.last.end();
  ports.pass(SPREAD_MS);
}

/** Ends the stream and answers the short request after it. */
function cut(ports: ScriptedConnectionPorts): void {
  lose(ports);
  ports.last.beat();
  ports.last.end('over');
}

describe('Connection', () => {
  it('opens one stream for all sessions that join together, each from its cursor', () => {
    const { ports, connection } = setup();
    connection.follow(
      new Map([
        ['s', 4],
        ['t', 9],
      ]),
    );
    ports.pass(JOIN_MS);

    expect(ports.sources).toHaveLength(2);
    expect(ports.sources[0]!.closed).toBe(true);
    expect([...ports.last.positions].map(([session, { seq }]) => [session, seq])).toEqual([
      ['s', 4],
      ['t', 9],
    ]);
    expect(ports.last.transport).toBe('event-source');
  });

  it('hands each event on once, and goes on after a cut where it was', () => {
    const { ports, connection, seqs } = setup();
    ports.last.beat();
    ports.last.event('s', 5, 6, 6, 5);
    expect(connection.state().status).toBe('live');
    ports.last.end();
    expect(connection.state().status).toBe('reconnecting');
    ports.pass(SPREAD_MS);
    expect(ports.last).toMatchObject({ transport: 'long-poll', holdSeconds: 0 });
    ports.last.beat();
    ports.last.event('s', 7);
    ports.last.end('over');
    ports.pass(1_000);

    expect(ports.last.transport).toBe('event-source');
    expect(ports.last.positions.get('s')).toEqual({ seq: 7, resting: false });
    expect(seqs()).toEqual([5, 6, 7]);
  });

  it('goes on by long-poll when the stream stays silent for 5 s', () => {
    const { ports, connection } = setup();
    ports.pass(FIRST_SIGN_MS + SPREAD_MS);
    expect(ports.last).toMatchObject({ transport: 'long-poll', holdSeconds: 0 });
    ports.last.beat();
    ports.last.end('over');

    expect(connection.state()).toMatchObject({ transport: 'long-poll', finding: 'silent' });
    expect(ports.last).toMatchObject({ transport: 'long-poll', holdSeconds: HOLD_S });
    ports.last.beat();
    ports.last.end('over');
    expect(ports.last.transport).toBe('long-poll');
    expect(connection.state().status).toBe('live');
  });

  it('blames nobody for a silence in which nothing gets through', () => {
    const { ports, connection } = setup();
    ports.pass(FIRST_SIGN_MS + SPREAD_MS + LOST_ANSWER_MS);
    expect(connection.state()).toMatchObject({ status: 'reconnecting', finding: null });
    ports.pass(1_000);
    expect(ports.last.transport).toBe('event-source');
  });

  it.each([
    ['buffers', 'long-poll'],
    ['untyped', 'fetch'],
    ['streams', 'event-source'],
  ] as const)('takes the way that gets through where the probe says %s', async (finding, transport) => {
    const { ports, connection } = setup();
    ports.last.beat();
    await ports.probes[0]!(finding);

    expect(connection.state()).toMatchObject({ finding, transport });
    expect(ports.last.transport).toBe(transport);
    expect(ports.memory).toBe(finding);
  });

  it('does not probe again what was found a short while ago', () => {
    const { ports } = setup({ memory: 'buffers' });

    expect(ports.probes).toHaveLength(0);
    expect(ports.last.transport).toBe('long-poll');
  });

  it('looks again after a while, and goes back to the stream when it passes', async () => {
    const { ports, connection } = setup();
    await ports.probes[0]!('buffers');
    ports.last.beat();
    ports.pass(RETEST_MS);
    await ports.probes.at(-1)!('streams');

    expect(connection.state()).toMatchObject({ finding: 'streams', transport: 'event-source' });
    expect(ports.last.transport).toBe('event-source');
  });

  it('looks again after a look that told nothing', async () => {
    const { ports, connection } = setup();
    await ports.probes[0]!('buffers');
    ports.last.beat();
    for (const finding of [null, 'streams'] as const) {
      ports.pass(RETEST_MS);
      await ports.probes.at(-1)!(finding);
    }
    expect(connection.state()).toMatchObject({ finding: 'streams', transport: 'event-source' });
  });

  it('stays with long-poll where streams are silent although probes pass', async () => {
    const { ports, connection } = setup();
    ports.pass(FIRST_SIGN_MS + SPREAD_MS);
    ports.last.beat();
    ports.last.end('over');
    await ports.probes[0]!('streams');

    expect(connection.state()).toMatchObject({ finding: 'silent', transport: 'long-poll' });
  });

  it('reads with fetch where headers of its own must go along', () => {
    const { ports } = setup({ ownHeaders: true });
    expect(ports.last.transport).toBe('fetch');
  });

  it('stays with the stream while it beats, though nothing happens, and opens another when it does not', () => {
    const { ports, connection } = setup();
    for (let n = 0; n < 5; n++) {
      ports.pass(10_000 - (n === 0 ? 6_000 : 0));
      ports.last.beat();
    }
    expect(ports.sources).toHaveLength(1);
    ports.pass(SILENCE_MS);
    expect(connection.state().status).toBe('reconnecting');
    ports.pass(SPREAD_MS);
    expect(ports.sources).toHaveLength(2);
  });

  it('tries again, ever more patiently, while the server is away, and stays with the stream', () => {
    const { ports, connection } = setup();
    ports.chance = () => 0.75;
    for (const wait of [750, 1_500, 3_000, 6_000, 11_250, 11_250]) {
      lose(ports);
      ports.last.end();
      expect(connection.state().status).toBe('reconnecting');
      const before = ports.sources.length;
      ports.pass(wait - 1);
      expect(ports.sources).toHaveLength(before);
      ports.pass(1);
      expect(ports.sources).toHaveLength(before + 1);
    }
    expect(connection.state().transport).toBe('event-source');
  });

  it.each([0, 0.25, 0.5, 0.999])(
    'comes back at its own moment within what the server asks for, here at %d of it',
    (chance) => {
      const { ports } = setup();
      ports.chance = () => chance;
      ports.last.say({ type: 'beat', spreadMs: 4_000, replica: 'web-1' });
      ports.last.end();
      for (const source of [2, 3]) {
        // First the short request, then the stream.
        if (chance > 0) {
          expect(ports.sources).toHaveLength(source - 1);
          ports.pass(4_000 * chance - 1);
          expect(ports.sources).toHaveLength(source - 1);
        }
        ports.pass(1);
        expect(ports.sources).toHaveLength(source);
        ports.last.say({ type: 'beat', spreadMs: 4_000, replica: 'web-2' });
        ports.last.end('over');
      }
    },
  );

  it('spreads its return too when nobody said that the connection is dead', () => {
    const { ports } = setup();
    ports.last.beat();
    ports.pass(SILENCE_MS);
    expect([ports.sources.length, ports.last.closed]).toEqual([1, true]);
    ports.pass(SPREAD_MS);
    expect(ports.last).toMatchObject({ transport: 'event-source', closed: false });
  });

  it('waits for no server that asks for too much', () => {
    const { ports } = setup();
    ports.last.say({ type: 'beat', spreadMs: 3_600_000, replica: 'web-1' });
    ports.last.end();
    ports.pass(15_000);
    expect(ports.sources).toHaveLength(2);
  });

  it.each(['online', 'visible'] as const)('comes back at once for a reader who is there: %s', (news) => {
    const { ports } = setup();
    ports.last.say({ type: 'beat', spreadMs: 10_000, replica: 'web-1' });
    ports.last.end();
    ports.tell(news);
    expect(ports.last).toMatchObject({ transport: 'event-source', closed: false });
    expect(ports.sources).toHaveLength(2);
    // It has not planned to come back a second time.
    ports.last.beat();
    ports.pass(10_000);
    expect(ports.sources).toHaveLength(2);
  });

  it('knows which server it has last heard of', () => {
    const { ports, connection } = setup();
    expect(connection.state().replica).toBeNull();
    ports.last.beat();
    expect(connection.state().replica).toBe('web-1');
    lose(ports);
    ports.last.say({ type: 'beat', spreadMs: null, replica: 'web-2' });
    expect(connection.state().replica).toBe('web-2');
  });

  it('takes a stream that breaks each time before it speaks for one that is silent', () => {
    const { ports, connection } = setup();
    for (let n = 0; n < 3; n++) {
      cut(ports);
      ports.pass(1_000);
    }
    expect(connection.state()).toMatchObject({ transport: 'long-poll', finding: 'silent' });
  });

  it('notices something that cuts streams at a certain age', () => {
    const { ports, connection } = setup();
    for (let n = 0; n < 3; n++) {
      ports.last.beat();
      ports.pass(15_000);
      cut(ports);
      // The next stream opens at the end of this.
      ports.pass(500);
    }
    expect(connection.state()).toMatchObject({ cutAfterMs: 15_000, transport: 'event-source' });
  });

  it('blames no network for the cuts of the one before', () => {
    const { ports, connection } = setup();
    for (let n = 0; n < 3; n++) {
      if (n === 2) ports.tell('online');
      ports.last.beat();
      ports.pass(15_000);
      cut(ports);
      ports.pass(1_000);
    }
    expect(connection.state().cutAfterMs).toBeNull();
  });

  it('asks again when an answer is lost, and when it was not our server who answered', () => {
    const { ports, connection } = setup({ memory: 'buffers' });
    ports.pass(LOST_ANSWER_MS);
    expect(connection.state().status).toBe('reconnecting');
    ports.pass(1_000);
    expect(ports.sources).toHaveLength(2);
    // A page that says "please sign in", say: at once, and without a word of ours.
    ports.last.end('over');
    expect(ports.sources).toHaveLength(2);
    ports.pass(2_000);
    expect(ports.sources).toHaveLength(3);
  });

  it('says that the device is offline, and comes back at once with the network', () => {
    const { ports, connection } = setup();
    ports.last.beat();
    ports.tell('offline');
    expect(connection.state().status).toBe('offline');
    lose(ports);
    ports.last.end();
    ports.pass(60_000);
    ports.last.end();
    expect(connection.state().status).toBe('offline');
    const before = ports.sources.length;
    ports.tell('online');
    expect(ports.sources).toHaveLength(before + 1);
    ports.last.beat();
    expect(connection.state().status).toBe('live');
  });

  it('learns nothing from a probe of the last network, and probes the next', async () => {
    const { ports, connection } = setup();
    ports.last.beat();
    ports.tell('online');
    expect(ports.probeSignals.map(({ aborted }) => aborted)).toEqual([true, false]);
    await ports.probes[0]!('buffers');
    expect([connection.state().finding, ports.memory]).toEqual([null, null]);
    await ports.probes[1]!('streams');
    expect([connection.state().finding, ports.memory]).toEqual(['streams', 'streams']);
  });

  it('forgets the last network also while nothing is followed', async () => {
    const { ports, connection } = setup();
    await ports.probes[0]!('buffers');
    connection.follow(new Map());
    ports.pass(JOIN_MS);
    ports.tell('online');
    expect(connection.state()).toMatchObject({ finding: null, status: 'idle' });
    ports.pass(RETEST_MS);
    expect(ports.probes).toHaveLength(1);

    connection.follow(new Map([['s', 4]]));
    ports.pass(JOIN_MS);
    expect(ports.last.transport).toBe('event-source');
    expect(ports.probes).toHaveLength(2);
  });

  it('does not let a reader wait who looks at the page again', () => {
    const { ports } = setup();
    lose(ports);
    ports.last.end();
    const before = ports.sources.length;
    ports.tell('visible');
    expect(ports.sources).toHaveLength(before + 1);
  });

  it('says what is wrong with the database until the server takes it back', () => {
    const { ports, connection } = setup();
    ports.last.beat();
    ports.last.say({ type: 'database', trouble: 'disk_full' });
    expect(connection.state()).toMatchObject({ database: 'disk_full', status: 'live' });
    ports.last.say({ type: 'database', trouble: null });
    expect(connection.state().database).toBeNull();
  });

  it('learns of it from refused requests too, and believes a new stream that says nothing of it', () => {
    const { ports, connection } = setup();
    lose(ports);
    ports.last.refuse('unreachable');
    expect(connection.state()).toMatchObject({ database: 'unreachable', status: 'reconnecting' });
    ports.pass(1_000);
    ports.last.beat();
    expect(connection.state().database).toBeNull();
  });

  it('tells the server which rests it knows of, and forgets a session that was refused', () => {
    const { ports, connection, messages } = setup();
    connection.follow(
      new Map([
        ['s', 4],
        ['gone', 0],
      ]),
    );
    ports.pass(JOIN_MS);
    ports.last.beat();
    ports.last.say({ type: 'rest', session: 's', seq: 4 }, { type: 'refused', session: 'gone', code: 'x' });
    cut(ports);
    ports.pass(1_000);

    expect([...ports.last.positions]).toEqual([['s', { seq: 4, resting: true }]]);
    expect(messages.map(({ type }) => type)).toEqual(expect.arrayContaining(['rest', 'refused']));
  });

  it('lets go when nothing is followed any more, and of everything when closed', () => {
    const { ports, connection } = setup();
    connection.follow(new Map());
    ports.pass(JOIN_MS);
    expect(ports.last.closed).toBe(true);
    expect(connection.state().status).toBe('idle');

    connection.follow(new Map([['s', 1]]));
    ports.pass(JOIN_MS);
    connection.close();
    expect(ports.sources.every(({ closed }) => closed)).toBe(true);
    expect(ports.pendingTimers).toBe(0);
    expect(ports.probeSignals.every(({ aborted }) => aborted)).toBe(true);
  });
});

describe('Connection of a page on which no other depends', () => {
  /** Nobody has looked for so long that the stream is let go; the last event before is 5. */
  function doze(options: Parameters<typeof setup>[0] = {}) {
    const page = setup({ mayDoze: true, ...options });
    page.ports.last.beat();
    page.ports.last.event('s', 5);
    page.ports.tell('hidden');
    page.ports.pass(DOZE_AFTER_MS);
    return page;
  }

  it.each([
    ['the stream', null],
    ['the long-poll', 'buffers'],
  ] as const)('lets %s go when nobody has looked for a while', (_, memory) => {
    const { ports, connection } = setup({ mayDoze: true, memory });
    ports.last.beat();
    ports.tell('hidden');
    ports.pass(DOZE_AFTER_MS - 1);
    expect(ports.last.closed).toBe(false);
    ports.pass(1);
    expect([ports.sources.length, ports.last.closed]).toEqual([1, true]);
    expect(connection.state().status).toBe('live');
  });

  it('asks now and then what has come, and hands it on', () => {
    const { ports, connection, seqs } = doze();
    for (const seq of [6, 7]) {
      const before = ports.sources.length;
      ports.pass(DOZE_POLL_MS - 1);
      expect(ports.sources).toHaveLength(before);
      ports.pass(1);
      expect(ports.last).toMatchObject({ transport: 'long-poll', holdSeconds: 0, closed: false });
      expect(ports.last.positions.get('s')!.seq).toBe(seq - 1);
      ports.last.beat();
      ports.last.event('s', seq);
      ports.last.end('over');
      expect(ports.last.closed).toBe(true);
    }
    expect(seqs()).toEqual([5, 6, 7]);
    expect(connection.state().status).toBe('live');
  });

  it.each([
    ['between two questions', 0],
    ['while a question is under way', DOZE_POLL_MS],
  ])('has its stream back at once when somebody looks, %s', (_, ms) => {
    const { ports, seqs } = doze();
    ports.pass(ms);
    const asked = ports.last;
    if (ms > 0) asked.event('s', 6);
    ports.tell('visible');
    expect(asked.closed).toBe(true);
    expect(ports.last).toMatchObject({ transport: 'event-source', closed: false });
    ports.last.beat();
    ports.last.event('s', ...[6, 7].slice(ms > 0 ? 1 : 0));
    expect(seqs()).toEqual([5, 6, 7]);
    // It asks no more.
    const before = ports.sources.length;
    ports.pass(DOZE_POLL_MS);
    expect([ports.sources.length, ports.last.closed]).toEqual([before, false]);
  });

  it('keeps its stream when somebody looks again in time', () => {
    const { ports } = setup({ mayDoze: true });
    ports.last.beat();
    ports.tell('hidden');
    ports.pass(DOZE_AFTER_MS - 1);
    ports.tell('visible');
    ports.pass(DOZE_AFTER_MS);
    expect([ports.sources.length, ports.last.closed]).toEqual([1, false]);
  });

  it('opens no stream, and probes nothing, when it is opened in the background', () => {
    const { ports } = setup({ mayDoze: true, hidden: true });
    expect(ports.last).toMatchObject({ transport: 'long-poll', holdSeconds: 0 });
    expect([ports.sources.length, ports.probes.length]).toEqual([1, 0]);
    ports.tell('visible');
    expect(ports.last.transport).toBe('event-source');
    expect(ports.probes).toHaveLength(1);
  });

  it('asks for what is followed meanwhile at once', () => {
    const { ports, connection } = doze();
    connection.follow(new Map([['t', 0]]));
    ports.pass(JOIN_MS);
    expect(ports.last).toMatchObject({ transport: 'long-poll', holdSeconds: 0 });
    expect([...ports.last.positions.keys()]).toEqual(['t']);
  });

  it('asks again, ever more patiently, while the server is away, and still opens no stream', () => {
    const { ports, connection } = doze();
    ports.pass(DOZE_POLL_MS);
    for (const wait of [500, 1_000, 2_000]) {
      ports.last.end();
      expect(connection.state().status).toBe('reconnecting');
      const before = ports.sources.length;
      ports.pass(wait - 1);
      expect(ports.sources).toHaveLength(before);
      ports.pass(1);
      expect(ports.last).toMatchObject({ transport: 'long-poll', holdSeconds: 0, closed: false });
    }
    ports.last.beat();
    expect(connection.state().status).toBe('live');
  });

  it('opens no stream either when the network comes back', () => {
    const { ports } = doze();
    ports.tell('online');
    expect(ports.last).toMatchObject({ transport: 'long-poll', holdSeconds: 0, closed: false });
  });

  it.each([0, DOZE_AFTER_MS, DOZE_AFTER_MS + DOZE_POLL_MS])(
    'leaves no timer when it is closed, %d ms after the last look',
    (ms) => {
      const { ports, connection } = setup({ mayDoze: true });
      ports.last.beat();
      ports.tell('hidden');
      ports.pass(ms);
      connection.close();
      expect([ports.pendingTimers, ports.last.closed]).toEqual([0, true]);
    },
  );
});
