import { ApiProblem } from '../api/api-problem';
import type { EventPage } from '../api/types';
import { ScriptedConnectionPorts, settled } from '../testing/scripted-connection-ports';
import { SessionStream, type SessionStreamPorts } from './session-stream';
import { SharedFeed } from './shared-feed';

/** Time of the test's making, and a log that does not answer. */
const portsOf = (ports: ScriptedConnectionPorts): SessionStreamPorts => ({
  readEvents: () => new Promise(() => undefined),
  schedule: (ms, then) => ports.schedule(ms, then),
  random: () => ports.random(),
});

function setup(after = 0) {
  const ports = new ScriptedConnectionPorts();
  const feed = new SharedFeed(ports, null);
  const received: number[] = [];
  /** What whoever is given an event does about it. */
  const taking: { act?: () => void } = {};
  const reads: { after: number; answer: (page: EventPage) => void; fail: (error: Error) => void }[] = [];
  const stream = new SessionStream(
    feed,
    {
      ...portsOf(ports),
      readEvents: (_session, from) =>
        new Promise((resolve, reject) => reads.push({ after: from, answer: resolve, fail: reject })),
    },
    (_event, seq) => {
      received.push(seq);
      taking.act?.();
    },
  );
  stream.follow('s', after);
  ports.pass(20);
  ports.last.beat();
  const answer = async (...seqs: number[]) => {
    const events = seqs.map((seq) => ({ seq, at: '', event: {} }));
    reads.at(-1)!.answer({ events, head: seqs.at(-1) ?? 0, active: true });
    await settled();
  };
  return { ports, feed, stream, received, reads, taking, answer };
}

describe('SessionStream', () => {
  it('hands each event on once, in order', () => {
    const { ports, received, stream } = setup(4);
    ports.last.event('s', 5, 6, 6, 5, 7);

    expect(received).toEqual([5, 6, 7]);
    expect([stream.status(), stream.cursor()]).toEqual(['live', 7]);
  });

  it('reads from the log what the feed leaves out, and what comes meanwhile', async () => {
    const { feed, ports, received, reads, answer } = setup(4);
    // Another subscriber of the same session has come further.
    feed.subscribe(
      's',
      () => 4,
      () => undefined,
    );
    ports.last.event('s', 8);
    expect(reads.at(-1)!.after).toBe(4);
    ports.last.event('s', 9);
    await answer(5, 6, 7, 8);
    await answer(9);
    ports.last.event('s', 10);

    expect(received).toEqual([5, 6, 7, 8, 9, 10]);
    expect(reads).toHaveLength(2);
  });

  it('reads again when the log could not be read', async () => {
    const { ports, received, reads, answer } = setup();
    ports.last.event('s', 2);
    reads.at(-1)!.fail(new Error('away'));
    await settled();
    ports.pass(500);
    await answer(1, 2);
    expect(received).toEqual([1, 2]);
  });

  it('ends when the session rests and everything is here, and lives again with the next run', async () => {
    const { ports, stream, received, answer } = setup();
    ports.last.event('s', 1);
    ports.last.say({ type: 'rest', session: 's', seq: 3 });
    expect(stream.status()).toBe('live');
    await answer(2, 3);
    expect(stream.status()).toBe('ended');

    ports.last.event('s', 4);
    expect(stream.status()).toBe('live');
    expect(received).toEqual([1, 2, 3, 4]);
  });

  it('waits for the run that was just asked for', () => {
    const { ports, stream } = setup(3);
    ports.last.say({ type: 'rest', session: 's', seq: 3 });
    stream.resume(3);
    expect(stream.status()).toBe('live');
    ports.last.event('s', 4);
    expect(stream.cursor()).toBe(4);
  });

  it('waits for no run that was over before the answer to its request came', () => {
    const { ports, stream } = setup(3);
    ports.last.event('s', 4);
    ports.last.say({ type: 'rest', session: 's', seq: 4 });
    stream.resume(3);
    expect(stream.status()).toBe('ended');
  });

  it('is told how far a session is that is followed already', async () => {
    const { feed, ports, answer, reads } = setup();
    ports.last.event('s', 1, 2, 3);
    const received: number[] = [];
    const late = new SessionStream(
      feed,
      {
        ...portsOf(ports),
        readEvents: (_session, after) =>
          new Promise((answered) => reads.push({ after, answer: answered, fail: () => 0 })),
      },
      (_event, seq) => received.push(seq),
    );
    late.follow('s', 1);
    await answer(2, 3);
    ports.last.event('s', 4);
    expect(received).toEqual([2, 3, 4]);
  });

  it.each([
    ['session_not_found', 'missing'],
    ['cursor_ahead', 'ahead'],
  ] as const)('lets go of a session that is refused with %s, and says why', async (code, status) => {
    const { ports, stream, reads, received, answer } = setup();
    ports.last.event('s', 2);
    ports.last.say({ type: 'refused', session: 's', code });
    expect(stream.status()).toBe(status);
    await answer(1, 2);
    ports.pass(60_000);

    expect(received).toEqual([]);
    expect(reads).toHaveLength(1);
    expect(stream.status()).toBe(status);
  });

  it.each([
    ['session_not_found', 404, 'missing'],
    ['cursor_ahead', 409, 'ahead'],
  ] as const)('learns of %s from the log too, and asks no more', async (code, http, status) => {
    const { ports, stream, reads } = setup();
    ports.last.event('s', 2);
    reads.at(-1)!.fail(new ApiProblem(code, http, ''));
    await settled();
    ports.pass(60_000);

    expect(stream.status()).toBe(status);
    expect(reads).toHaveLength(1);
    expect(ports.last.closed).toBe(true);
  });

  it('keeps no second attempt waiting to read what could not be read', async () => {
    const { ports, stream, reads } = setup();
    for (const seq of [2, 3]) {
      ports.last.event('s', seq);
      reads.at(-1)!.fail(new Error('away'));
      await settled();
    }
    stream.close();
    ports.pass(60_000);
    expect(reads).toHaveLength(2);
  });

  it('asks for a full session again, ever more patiently, and goes on where it was', () => {
    const { ports, stream, received } = setup(4);
    for (const wait of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      ports.last.say({ type: 'refused', session: 's', code: 'too_many_viewers' });
      expect(stream.status()).toBe('reconnecting');
      const before = ports.sources.length;
      ports.pass(wait - 1);
      expect(ports.sources).toHaveLength(before);
      ports.pass(21);
      expect(ports.sources).toHaveLength(before + 1);
    }
    ports.last.beat();
    ports.last.event('s', 5);
    expect([stream.status(), received]).toEqual(['live', [5]]);

    ports.last.say({ type: 'refused', session: 's', code: 'too_many_viewers' });
    const before = ports.sources.length;
    ports.pass(2_020);
    expect(ports.sources).toHaveLength(before + 1);
  });

  it('waits for room on the connection, and disturbs nobody who has it', () => {
    const { feed, ports, stream } = setup();
    const ids = Array.from({ length: 31 }, (_, n) => `s${n}`);
    const others = ids.map((id) =>
      feed.subscribe(
        id,
        () => 0,
        () => undefined,
      ),
    );
    ports.pass(20);
    const received: number[] = [];
    const late = new SessionStream(feed, portsOf(ports), (_event, seq) => received.push(seq));
    late.follow('late', 0);
    const before = ports.sources.length;
    ports.pass(2_000);
    expect(ports.sources).toHaveLength(before);
    expect([...ports.last.positions.keys()]).toEqual(['s', ...ids]);
    ports.last.beat();
    expect([stream.status(), late.status()]).toEqual(['live', 'reconnecting']);

    others[0]!();
    ports.pass(4_020);
    ports.last.event('late', 1);
    expect(ports.last.positions.size).toBe(32);
    expect([late.status(), received]).toEqual(['live', [1]]);
  });

  it('asks no more for a full session that nobody follows any more', () => {
    const { ports, stream } = setup();
    ports.last.say({ type: 'refused', session: 's', code: 'too_many_viewers' });
    stream.close();
    ports.pass(60_000);
    expect(ports.sources).toHaveLength(1);
    expect(stream.status()).toBe('idle');
  });

  it('is over at once when it is closed for an event that it hands on', async () => {
    const fromLog = setup();
    fromLog.ports.last.say({ type: 'rest', session: 's', seq: 3 });
    fromLog.taking.act = () => fromLog.stream.close();
    await fromLog.answer(1, 2, 3);
    expect([fromLog.received, fromLog.stream.status()]).toEqual([[1], 'idle']);

    const fromFeed = setup();
    fromFeed.ports.last.say({ type: 'reached', session: 's', seq: 3 });
    expect(fromFeed.reads).toHaveLength(1);
    fromFeed.taking.act = () => fromFeed.stream.close();
    fromFeed.ports.last.event('s', 1);
    expect([fromFeed.received, fromFeed.stream.status(), fromFeed.reads.length]).toEqual([[1], 'idle', 1]);
  });

  it('lets go of everything when closed, answers on their way included', async () => {
    const { ports, stream, received, answer } = setup();
    ports.last.event('s', 2);
    stream.close();
    await answer(1, 2);
    ports.pass(20);

    expect(received).toEqual([]);
    expect(ports.last.closed).toBe(true);
    expect(stream.status()).toBe('idle');
  });
});
