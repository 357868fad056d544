import { ScriptedStreamPorts } from '../testing/scripted-stream-ports';
import { FIRST_EVENT_MS, LOST_ANSWER_MS, SessionStream, SILENCE_MS } from './session-stream';

function setup(after = 0) {
  const ports = new ScriptedStreamPorts();
  const received: number[] = [];
  const stream = new SessionStream(ports, (_event, seq) => received.push(seq));
  stream.follow('s', after);
  return { ports, received, stream };
}

describe('SessionStream', () => {
  it('follows by stream from the cursor and hands each event on once', () => {
    const { ports, received, stream } = setup(4);
    expect(ports.lastSource.after).toBe(4);

    [5, 6, 6, 5, 7].forEach((seq) => ports.lastSource.onEvent(seq, {}));

    expect(received).toEqual([5, 6, 7]);
    expect(stream.status()).toBe('live');
    expect(stream.cursor()).toBe(7);
  });

  it('goes on by long-poll, and says so, when the stream stays silent for 5 s', async () => {
    const { ports, received, stream } = setup(2);
    ports.pass(FIRST_EVENT_MS);

    expect(ports.lastSource.closed).toBe(true);
    expect(stream.transport()).toBe('long-poll');
    await ports.answer([3, 4], true);
    expect(received).toEqual([3, 4]);
    expect(ports.reads.at(-1)).toMatchObject({ after: 4, wait: true });
    await ports.answer([5], false);
    expect(stream.status()).toBe('ended');
  });

  it('stays with the stream when it beats, though nothing happens', () => {
    const { ports, stream } = setup();
    ports.pass(FIRST_EVENT_MS - 1);
    ports.lastSource.onBeat();
    ports.pass(FIRST_EVENT_MS);

    expect(stream.transport()).toBe('stream');
    expect(ports.lastSource.closed).toBe(false);
  });

  it('connects anew from its cursor when a live stream falls silent', () => {
    const { ports, stream } = setup();
    ports.lastSource.onEvent(1, {});
    ports.pass(SILENCE_MS);

    expect(ports.sources).toHaveLength(2);
    expect(ports.sources[0]?.closed).toBe(true);
    expect(ports.lastSource.after).toBe(1);
    expect(stream.status()).toBe('reconnecting');
  });

  it('ends when the log says that the run has ended', async () => {
    const { ports, stream } = setup();
    ports.lastSource.onEvent(1, {});
    ports.lastSource.onInterrupted();
    await ports.answer([], false);

    expect(stream.status()).toBe('ended');
    expect(ports.pendingTimers).toBe(0);
  });

  it('catches up from the log after an interruption and connects again', async () => {
    const { ports, received } = setup();
    ports.lastSource.onEvent(1, {});
    ports.lastSource.onInterrupted();
    await ports.answer([2, 3], true);
    ports.pass(500);

    expect(received).toEqual([1, 2, 3]);
    expect(ports.lastSource.after).toBe(3);
  });

  it('tries again, ever more patiently, while the server is away', async () => {
    const { ports, stream } = setup();
    for (const wait of [500, 1_000, 2_000]) {
      ports.lastSource.onInterrupted();
      await ports.fail('refused');
      expect(stream.status()).toBe('reconnecting');
      const before = ports.sources.length;
      ports.pass(wait - 1);
      expect(ports.sources).toHaveLength(before);
      ports.pass(1);
      expect(ports.sources).toHaveLength(before + 1);
    }
    expect(stream.transport()).toBe('stream');
  });

  it('takes a stream that breaks each time before it speaks for one that is silent', async () => {
    const { ports, stream } = setup();
    for (const wait of [500, 1_000, 0]) {
      ports.lastSource.onInterrupted();
      await ports.answer([], true);
      ports.pass(wait);
    }

    expect(stream.transport()).toBe('long-poll');
  });

  it('says what is wrong with the database until the server takes it back', () => {
    const { ports, received, stream } = setup();
    ports.lastSource.onEvent(1, {});
    ports.lastSource.onDatabase('disk_full');
    expect(stream.database()).toBe('disk_full');
    expect(stream.status()).toBe('live');

    ports.lastSource.onDatabase(null);
    expect(stream.database()).toBeNull();
    expect(received).toEqual([1]);
  });

  it('learns of it from failed requests too, and forgets it when the log can be read again', async () => {
    const { ports, stream } = setup();
    ports.lastSource.onInterrupted();
    await ports.fail('database');
    expect(stream.database()).toBe('unreachable');
    expect(stream.status()).toBe('reconnecting');

    ports.pass(500);
    ports.lastSource.onInterrupted();
    await ports.answer([1], true);
    expect(stream.database()).toBeNull();
  });

  it('believes a new stream that says nothing of the database', async () => {
    const { ports, stream } = setup();
    ports.lastSource.onInterrupted();
    await ports.fail('database');
    ports.pass(500);
    ports.lastSource.onBeat();
    expect(stream.database()).toBeNull();

    ports.lastSource.onDatabase('read_only');
    ports.lastSource.onBeat();
    expect(stream.database()).toBe('read_only');
  });

  it('says when there is no such session', async () => {
    const { ports, stream } = setup();
    ports.lastSource.onInterrupted();
    await ports.fail('missing');

    expect(stream.status()).toBe('missing');
  });

  it('resumes from its cursor for a run that was continued', async () => {
    const { ports, received, stream } = setup();
    ports.lastSource.onEvent(1, {});
    ports.lastSource.onInterrupted();
    await ports.answer([], false);
    stream.resume();
    ports.lastSource.onEvent(2, {});

    expect(ports.lastSource.after).toBe(1);
    expect(received).toEqual([1, 2]);
  });

  it('lets go of everything when closed, answers on their way included', async () => {
    const { ports, received, stream } = setup();
    ports.pass(FIRST_EVENT_MS);
    stream.close();
    await ports.answer([1], true);

    expect(received).toEqual([]);
    expect(ports.pendingTimers).toBe(0);
    expect(ports.reads).toHaveLength(1);
  });

  it('asks again when the answer of a long-poll is lost', async () => {
    const { ports, received, stream } = setup();
    ports.pass(FIRST_EVENT_MS);
    const lost = ports.reads.at(-1)!;
    ports.pass(LOST_ANSWER_MS);
    expect(stream.status()).toBe('reconnecting');
    ports.pass(1_000);
    expect(ports.reads.at(-1)).not.toBe(lost);
    await ports.answer([1], true);
    expect(received).toEqual([1]);
    expect(stream.status()).toBe('live');
  });

  it('stays with the stream while the server is away, however often it is refused', async () => {
    const { ports, stream } = setup();
    for (let n = 0; n < 5; n++) {
      ports.lastSource.onInterrupted();
      await ports.fail('refused');
      ports.pass(10_000);
    }
    ports.lastSource.onInterrupted();
    await ports.answer([], true);
    ports.pass(10_000);
    expect(stream.transport()).toBe('stream');
    expect(ports.lastSource.closed).toBe(false);
  });
});
